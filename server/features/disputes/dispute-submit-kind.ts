import * as z from 'zod'
import type { Found, OperationKind, Outcome } from '#server/operations/port.ts'
import type { Clock } from '#server/ports.ts'
import { Problem } from '#server/problem.ts'
import type { Store } from '#server/store/port.ts'
import type { DisputeFacts, DisputeReads } from '#server/stripe/dispute-port.ts'
import type { MoneyGateway } from '#server/stripe/money-gateway.ts'
import { formatMoney } from '#shared/domain/money.ts'
import type { DisputeBook } from './dispute-book.ts'
import { openDisputeNow } from './open-dispute.ts'
import { releaseSeal, seals } from './seal.ts'
import { endedWithoutEffect } from './settled-operation.ts'

const input = z.strictObject({
  disputeId: z.string(),
  /** Of the draft that was reviewed; the seal holds what it said. */
  version: z.int(),
  confirmLate: z.boolean(),
})
export type DisputeSubmitInput = z.infer<typeof input>

export interface DisputeKindDeps {
  readonly store: Store
  readonly book: DisputeBook
  readonly disputeReads: DisputeReads
  readonly gateway: Pick<MoneyGateway, 'updateDisputeEvidence' | 'closeDispute'>
  readonly clock: Clock
}

/** Sends the sealed evidence to the bank, once and for good: the only place that says `submit: true`. */
export const disputeSubmitKind = (deps: DisputeKindDeps): OperationKind<DisputeSubmitInput> => ({
  kind: 'dispute.submit',
  input,
  permission: 'dispute:submit',
  limited: false,
  async check({ disputeId, confirmLate }) {
    const { facts, summary } = await openDisputeNow(deps, disputeId)
    refuseUnanswerable(facts)
    if (facts.dueBy !== null && facts.dueBy <= deps.clock.now() && !confirmLate)
      throw new Problem('late_not_confirmed', 'The deadline has passed; the bank may not read it.', {
        dueBy: facts.dueBy,
      })
    return {
      title: `Submit evidence for a dispute of ${formatMoney(summary)}`,
      targetId: disputeId,
      customerId: facts.customer?.id ?? null,
      customerName: facts.customer?.name ?? null,
      exposure: null,
      available: null,
    }
  },
  describe: ({ confirmLate }) => ({
    reason: null,
    ourReason: null,
    note: confirmLate ? 'Sent late: the deadline had passed' : null,
    ticket: null,
  }),
  async send({ disputeId }, key): Promise<Outcome> {
    const seal = await deps.store.get(seals, disputeId)
    if (seal?.operationId !== key.operationId) return notSealed
    const { evidence } = seal
    const outcome = await deps.gateway.updateDisputeEvidence({ ...key, disputeId, evidence, submit: true })
    deps.disputeReads.forget([disputeId])
    return outcome
  },
  async find({ disputeId }, { operationId }): Promise<Found> {
    const facts = await readOrNothing(deps.disputeReads, disputeId)
    if (facts === undefined) return { type: 'unreadable' }
    if (facts.submissionCount === 0 || facts.operationId !== operationId) return { type: 'absent' }
    return foundAs(facts)
  },
  async settled(tx, { disputeId }, operation) {
    if (endedWithoutEffect(operation)) await releaseSeal(tx, disputeId, operation.id)
  },
})

function refuseUnanswerable({ dueBy, submissionCount, status }: DisputeFacts): void {
  const sentence =
    submissionCount > 0
      ? 'Evidence has been sent already; the bank takes it once.'
      : status.startsWith('appeal_')
        ? 'An appeal is answered in Stripe’s own dashboard.'
        : dueBy === null
          ? 'The bank takes no answer to this dispute.'
          : null
  if (sentence !== null) throw new Problem('dispute_closed', sentence, { state: status })
}

/** Another operation took the dispute before this one was recorded. */
export const notSealed: Outcome = {
  type: 'failed',
  code: null,
  message: 'Another operation took this dispute first; nothing was sent.',
  requestId: null,
  resultId: null,
  atDoor: false,
}

export const readOrNothing = (reads: DisputeReads, id: string): Promise<DisputeFacts | undefined> =>
  reads.dispute(id, { fresh: true, lane: 'money' }).catch(() => undefined)

export const foundAs = ({ id, status }: DisputeFacts): Found => ({
  type: 'found',
  outcome: { type: 'succeeded', resultId: id, status, requestId: null },
})
