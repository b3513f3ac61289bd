import type { People } from '#server/access/people-port.ts'
import type { Context } from '#server/context.ts'
import type { Operations } from '#server/operations/port.ts'
import type { Clock } from '#server/ports.ts'
import type { StripeReader } from '#server/stripe/port.ts'
import type { RefundPreview } from '#shared/api/refunds.ts'
import { isOpenDispute, isUnderReview } from '#shared/domain/dispute.ts'
import { approvalLapsesAfterMs, refundLimit } from '#shared/domain/limits.ts'
import type { Operation, OperationState } from '#shared/domain/operation.ts'
import { type Payment, withReserved } from '#shared/domain/payment.ts'
import { refundableOf } from './refundable.ts'

export interface RefundDeps {
  readonly operations: Operations
  readonly reader: StripeReader
  readonly people: People
  readonly clock: Clock
}

/** The arithmetic of a refund as it is now, with what our own open operations hold, and what the reader may do alone. */
export async function previewRefund(
  { operations, reader, people, clock }: RefundDeps,
  { user }: Context,
  id: string,
): Promise<RefundPreview> {
  const payment = await reader.payment(id, { fresh: true, lane: 'people' })
  const { currency } = payment
  const { amount: left, counted } = refundableOf(payment)
  const [reserved, used, about, approvers] = await Promise.all([
    operations.reserved(payment.id, counted),
    operations.usedBy(user.id, currency),
    operations.about(payment.id),
    people.withPermission('refund:approve'),
  ])
  const limit = refundLimit(user.role, currency)
  const now = clock.now()
  return {
    paymentId: payment.id,
    figures: withReserved(payment.figures, left, reserved),
    description: payment.description,
    customerName: payment.customer?.name ?? null,
    method: payment.method,
    paidAt: payment.createdAt,
    fee: payment.fee,
    limit: limit === null ? null : { amount: limit, currency },
    used: { amount: used, currency },
    approvers: approvers.filter(person => person.id !== user.id),
    approvalLapsesAt: now + approvalLapsesAfterMs,
    disputes: openDisputes(payment),
    earlyFraudWarning: payment.earlyFraudWarning !== null,
    recent: recentRefunds(about, now),
  }
}

const openDisputes = ({ disputes }: Payment): Payment['disputes'] =>
  disputes.filter(({ state }) => isOpenDispute(state) || isUnderReview(state))

const recentMs = 15 * 60 * 1000
const undone = new Set<OperationState>(['failed', 'refused', 'rejected', 'expired', 'withdrawn', 'reversed'])

const recentRefunds = (about: readonly Operation[], now: number): RefundPreview['recent'] =>
  about.flatMap(({ id, kind, state, money, requestedAt, requestedBy }) =>
    kind === 'refund' && money !== null && !undone.has(state) && now - requestedAt < recentMs
      ? [{ operationId: id, amount: money.amount, at: requestedAt, by: requestedBy }]
      : [],
  )
