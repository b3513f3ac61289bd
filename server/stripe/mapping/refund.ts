import type Stripe from 'stripe'
import { operationMetadataKey } from '#server/operations/port.ts'
import type { Refund } from '#shared/domain/refund.ts'
import { idOf, msOf } from './stripe-object.ts'

/** Stripe's open status in our words; one that we do not know passes through as it came. */
export function refundStateOf(refund: Stripe.Refund): string {
  if (refund.status === 'pending' && refund.pending_reason === 'insufficient_funds')
    return 'waiting_for_balance'
  // Money comes back by a transaction of its own only where it had left: Stripe had said succeeded.
  if (refund.status === 'failed' && refund.failure_balance_transaction) return 'failed_later'
  return refund.status ?? 'pending'
}

/** Who asked for it, and with which reason of ours, is told by the operation that it names. */
export function refundOf(refund: Stripe.Refund): Refund {
  const { card } = refund.destination_details ?? {}
  return {
    id: refund.id,
    amount: refund.amount,
    currency: refund.currency,
    state: refundStateOf(refund),
    reason: refund.reason,
    ourReason: null,
    note: null,
    failureReason: refund.failure_reason ?? null,
    reference: card?.reference ?? null,
    destination: card?.type ?? refund.destination_details?.type ?? null,
    createdAt: msOf(refund.created),
    requestedBy: null,
    operationId: refund.metadata?.[operationMetadataKey] ?? null,
  }
}

/** The payment that the refund is of: its intent, or the bare charge. */
export function paymentIdOfRefund(refund: Stripe.Refund): string {
  const id = idOf(refund.payment_intent) ?? idOf(refund.charge)
  if (id === null) throw new Error('A refund of neither a payment intent nor a charge')
  return id
}
