import type { Operations } from '#server/operations/port.ts'
import type { Store } from '#server/store/port.ts'
import type { StripeReader } from '#server/stripe/port.ts'
import type { TimelineEntry } from '#shared/domain/timeline.ts'
import { toldByEvents } from './event-story.ts'
import { toldByOperation } from './operation-story.ts'
import { toldByPayment } from './payment-facts.ts'
import { tellStory } from './story.ts'

export interface TimelineDeps {
  readonly reader: StripeReader
  readonly operations: Pick<Operations, 'about'>
  readonly store: Store
}

export const mostEntries = 50

/** What happened with a payment: what its objects show, the events that came, and what people here did. */
export async function paymentTimeline(
  { reader, operations, store }: TimelineDeps,
  id: string,
): Promise<TimelineEntry[]> {
  const payment = await reader.payment(id)
  const about = [payment.id, ...payment.disputes.map(dispute => dispute.id)]
  const related = [payment.id, ...payment.attempts.map(({ chargeId }) => chargeId)]
  const [done, events] = await Promise.all([
    Promise.all(about.map(target => operations.about(target))),
    Promise.all(related.map(relatedTo => toldByEvents(store, { relatedTo }))),
  ])
  const sources = {
    operations: done.flat().map(toldByOperation),
    facts: toldByPayment(payment),
    events: events.flat(),
  }
  return tellStory(sources, mostEntries)
}
