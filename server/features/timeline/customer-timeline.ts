import type { CustomerFacts } from '#server/stripe/port.ts'
import type { Subscription } from '#shared/domain/subscription.ts'
import type { TimelineEntry } from '#shared/domain/timeline.ts'
import { toldByEvents } from './event-story.ts'
import { toldByOperation } from './operation-story.ts'
import { toldBySummary } from './payment-facts.ts'
import { mostEntries, type TimelineDeps } from './payment-timeline.ts'
import { factEntry, type Told, tellStory } from './story.ts'

const shownPayments = 25
const shownSubscriptions = 25

/** What happened with a customer: payments, subscriptions, the events that came, and what people here did. */
export async function customerTimeline(
  { reader, operations, store }: TimelineDeps,
  id: string,
): Promise<TimelineEntry[]> {
  const [customer, payments, subscriptions, done, events] = await Promise.all([
    reader.customer(id),
    reader.payments({ customer: id, limit: shownPayments }),
    reader.subscriptions({ customer: id, limit: shownSubscriptions, status: 'all' }),
    operations.about(id),
    toldByEvents(store, { customerId: id }),
  ])
  const facts = [
    ...payments.data.flatMap(toldBySummary),
    ...subscriptions.data.flatMap(toldBySubscription),
    ...beginning(customer),
  ]
  return tellStory({ operations: done.map(toldByOperation), facts, events }, mostEntries)
}

function toldBySubscription(subscription: Subscription): Told[] {
  const { id, createdAt, endedAt, items } = subscription
  const name = items.map(item => item.name).join(', ') || 'Subscription'
  const begun = { icon: 'subscription', tone: 'success', title: `${name} started` } as const
  const ended = { icon: 'subscription', tone: 'neutral', title: `${name} ended` } as const
  return [
    { topics: [`subscription:${id}`], entry: factEntry(`subscription:${id}`, createdAt, begun, id) },
    ...(endedAt === null
      ? []
      : [{ topics: [`ended:${id}`], entry: factEntry(`ended:${id}`, endedAt, ended, id) }]),
  ]
}

function beginning({ id, createdAt }: CustomerFacts): Told[] {
  if (createdAt === null) return []
  const words = { icon: 'customer', tone: 'neutral', title: 'Customer created' } as const
  return [{ topics: [`customer:${id}`], entry: factEntry(`customer:${id}`, createdAt, words, id) }]
}
