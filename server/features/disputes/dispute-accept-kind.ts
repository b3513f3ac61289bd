import * as z from 'zod'
import type { Found, OperationKind, Outcome } from '#server/operations/port.ts'
import { formatMoney } from '#shared/domain/money.ts'
import { type DisputeKindDeps, foundAs, notSealed, readOrNothing } from './dispute-submit-kind.ts'
import { openDisputeNow } from './open-dispute.ts'
import { releaseSeal, seals } from './seal.ts'
import { endedWithoutEffect } from './settled-operation.ts'

const input = z.strictObject({ disputeId: z.string() })
export type DisputeAcceptInput = z.infer<typeof input>

/** Closes a dispute: it is lost at once and for good. */
export const disputeAcceptKind = (deps: DisputeKindDeps): OperationKind<DisputeAcceptInput> => ({
  kind: 'dispute.accept',
  input,
  permission: 'dispute:accept',
  limited: false,
  async check({ disputeId }) {
    const { facts, summary } = await openDisputeNow(deps, disputeId)
    return {
      title: `Accept the loss of ${formatMoney(summary)}`,
      targetId: disputeId,
      customerId: facts.customer?.id ?? null,
      customerName: facts.customer?.name ?? null,
      exposure: { amount: facts.amount, currency: facts.currency },
      available: null,
    }
  },
  describe: () => ({ reason: null, ourReason: null, note: null, ticket: null }),
  async send({ disputeId }, key): Promise<Outcome> {
    const seal = await deps.store.get(seals, disputeId)
    if (seal?.operationId !== key.operationId) return notSealed
    const outcome = await deps.gateway.closeDispute({ ...key, disputeId })
    deps.disputeReads.forget([disputeId])
    return outcome
  },
  /** Closing leaves no mark of whose it was; the seal says that nobody else here did it. */
  async find({ disputeId }): Promise<Found> {
    const facts = await readOrNothing(deps.disputeReads, disputeId)
    if (facts === undefined) return { type: 'unreadable' }
    const closed = facts.status === 'lost' || facts.status === 'warning_closed'
    return closed ? foundAs(facts) : { type: 'absent' }
  },
  async settled(tx, { disputeId }, operation) {
    if (operation.state === 'succeeded') await deps.book.markAccepted(tx, disputeId)
    if (endedWithoutEffect(operation)) await releaseSeal(tx, disputeId, operation.id)
  },
})
