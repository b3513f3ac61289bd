import type { EventHandler, ReceivedEvent } from '#server/inbox/handler.ts'
import type { Changes } from '#server/ports.ts'
import type { StripeReader } from '#server/stripe/port.ts'
import type { Change } from '#shared/api/stream.ts'
import { kindOfId, type StripeObjectKind } from '#shared/domain/stripe-ids.ts'

/** Pages by the kind of id; those of no page of their own are told by the payment they belong to. */
const topicOf: Partial<Record<StripeObjectKind, Change['topic']>> = {
  customer: 'customer',
  paymentIntent: 'payment',
  charge: 'payment',
  refund: 'payment',
  dispute: 'dispute',
  earlyFraudWarning: 'dispute',
  invoice: 'invoice',
  subscription: 'subscription',
}

/** What we remembered of the event's objects is no longer true: forgets it, and has the open pages read again. */
export function refreshPages(deps: { reader: Pick<StripeReader, 'forget'>; changes: Changes }): EventHandler {
  return {
    name: 'refresh-pages',
    label: 'Refresh pages',
    wants: () => true,
    async run(event) {
      const ids = idsOf(event)
      deps.reader.forget(ids)
      const changes = changesFor(ids)
      return {
        effect:
          changes.length === 0 ? null : `${changes.length} ${changes.length === 1 ? 'object' : 'objects'}`,
        committed: () => deps.changes.publish(...changes),
      }
    },
  }
}

const idsOf = ({ objectId, customerId, relatedIds }: ReceivedEvent): string[] => [
  ...new Set([objectId, customerId, ...relatedIds].filter(id => id !== null)),
]

function changesFor(ids: readonly string[]): Change[] {
  return ids.flatMap(id => {
    const topic = topicOf[kindOfId(id) ?? 'file']
    return topic === undefined ? [] : [{ topic, id }]
  })
}
