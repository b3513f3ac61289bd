import type { EventHandler, ReceivedEvent } from '#server/inbox/handler.ts'
import type { Store, Transaction } from '#server/store/port.ts'
import type { DisputeFacts, DisputeReads } from '#server/stripe/dispute-port.ts'
import { disputeRecords } from './dispute-record.ts'
import { readAgain } from './read-again.ts'

interface MirrorDeps {
  readonly store: Store
  readonly disputeReads: DisputeReads
  /** Takes facts over unless newer ones are here; `decidedAt`: when an event told the end. */
  readonly put: (tx: Transaction, facts: DisputeFacts, decidedAt?: number) => Promise<unknown>
  readonly took: (ids: readonly string[]) => void
}

const ends = new Set(['charge.dispute.closed'])

/** Keeps our copy of disputes: whatever an event says, the dispute is read again and what is true now is kept. */
export const mirrorDisputes = (deps: MirrorDeps): EventHandler => ({
  name: 'mirror-disputes',
  label: 'Keep the dispute queue',
  wants: type =>
    type.startsWith('charge.dispute.') ||
    type.startsWith('radar.early_fraud_warning.') ||
    // A refund changes what a warning or an inquiry can still be settled with.
    type === 'charge.refunded',
  async run(event) {
    const ids = await concerned(deps.store, event)
    if (ids.length === 0) return { effect: null }
    const facts = await Promise.all(ids.map(id => readAgain(deps.disputeReads, id)))
    const decidedAt = ends.has(event.type) ? event.createdAt : undefined
    return {
      effect: facts.map(effectOf).join('; '),
      commit: async tx => {
        for (const one of facts) await deps.put(tx, one, decidedAt)
      },
      committed: () => deps.took(ids),
    }
  },
})

async function concerned(store: Store, { type, objectId }: ReceivedEvent): Promise<string[]> {
  if (objectId === null) return []
  if (type !== 'charge.refunded') return [objectId]
  const found = await store.list(disputeRecords, { by: 'charge', is: objectId, limit: 20 })
  return found.data.map(({ id }) => id)
}

const effectOf = ({ id, kind, status }: DisputeFacts): string =>
  kind === 'early_fraud_warning' ? `Read warning ${id} again` : `Read dispute ${id} again: ${status}`
