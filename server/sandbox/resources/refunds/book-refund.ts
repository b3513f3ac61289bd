import type Stripe from 'stripe'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { bookBalance } from '#server/sandbox/resources/balance/balance-transaction.ts'
import { charges } from '#server/sandbox/resources/charges/charge.ts'
import { retireWarnings } from '#server/sandbox/resources/disputes/early-fraud-warning.ts'
import { behaviourOf } from '#server/sandbox/resources/payment-methods/behaviour.ts'
import { previousAttributes } from '#server/sandbox/webhooks/previous-attributes.ts'
import { refunds } from './refund.ts'

interface Given {
  readonly amount: number
  readonly reason?: Stripe.Refund.Reason | undefined
  readonly metadata?: Stripe.Metadata
  readonly instructionsEmail?: string | undefined
  /** A hold that was never captured: no money moves, so the ledger has no line of it. */
  readonly released?: boolean
}

const settlesAfterMs = 5_000
const referenceAfterMs = 3 * 24 * 60 * 60 * 1000

/** Changes what the charge says was given back, by `delta`. */
export function shiftRefunded(
  work: Work,
  charge: Stripe.Charge,
  delta: number,
  eventType: 'charge.refunded' | 'charge.updated',
): Stripe.Charge {
  const amount_refunded = charge.amount_refunded + delta
  const whole = charge.captured ? charge.amount_captured : charge.amount
  return work.update(charges, charge, { amount_refunded, refunded: amount_refunded >= whole }, eventType)
}

/** Writes a refund that is allowed, its line in the ledger and its effect on the charge, and tells of them. */
export function bookRefund(work: Work, charge: Stripe.Charge, given: Given): Stripe.Refund {
  const { amount, reason, metadata = {}, instructionsEmail, released = false } = given
  const fate = charge.payment_method ? behaviourOf(work, charge.payment_method).refunds : undefined
  const id = work.id('re')
  const line = released
    ? null
    : bookBalance(work, {
        type: 'refund',
        reporting_category: 'refund',
        amount: -amount,
        currency: charge.currency,
        source: id,
        description: `REFUND FOR CHARGE${charge.description ? ` (${charge.description})` : ''}`,
      })
  const refund = work.create(
    refunds,
    {
      id,
      object: 'refund',
      amount,
      balance_transaction: line?.id ?? null,
      charge: charge.id,
      created: work.now,
      currency: charge.currency,
      customer: idOf(charge.customer),
      customer_account: null,
      destination_details: {
        card: { reference_status: 'pending', reference_type: 'acquirer_reference_number', type: 'refund' },
        type: 'card',
      },
      ...(instructionsEmail === undefined ? {} : { instructions_email: instructionsEmail }),
      metadata,
      payment_intent: idOf(charge.payment_intent),
      payment_method: charge.payment_method,
      ...(fate === 'pending' ? { pending_reason: 'processing' as const } : {}),
      reason: reason ?? null,
      receipt_number: null,
      source_transfer_reversal: null,
      status: fate === 'pending' && !released ? 'pending' : 'succeeded',
      transfer_reversal: null,
    },
    'refund.created',
  )
  const shifted = shiftRefunded(work, charge, amount, 'charge.refunded')
  if (shifted.refunded) retireWarnings(work, charge.id)
  if (released) return refund
  if (fate === 'pending') work.later(settlesAfterMs, 'refund.settle', id)
  if (fate === 'fails_later') work.later(settlesAfterMs, 'refund.fail', id)
  if (fate !== 'fails_later') work.later(referenceAfterMs, 'refund.reference', id)
  return refund
}

/** Ends a refund whose money came back: the ledger gets it again and the charge no longer counts it. */
export function failRefund(work: Work, refund: Stripe.Refund, reason: string): Stripe.Refund {
  const line = bookBalance(work, {
    type: 'refund_failure',
    reporting_category: 'refund_failure',
    amount: refund.amount,
    currency: refund.currency,
    source: refund.id,
    description: 'REFUND FAILURE',
  })
  const { pending_reason: _, ...settled } = refund
  const failed = work.put(refunds, {
    ...settled,
    status: 'failed',
    failure_reason: reason,
    failure_balance_transaction: line.id,
  })
  const charge = work.get(charges, idOf(refund.charge) ?? '')
  if (charge) shiftRefunded(work, charge, -refund.amount, 'charge.updated')
  work.emit('refund.failed', failed)
  work.emit('refund.updated', failed, previousAttributes(refund, failed))
  return failed
}
