import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { charges } from '#server/sandbox/resources/charges/charge.ts'
import { bookRefund } from '#server/sandbox/resources/refunds/book-refund.ts'
import { checkStep, paymentIntents, unexpectedState } from './payment-intent.ts'
import { settleCharge } from './settle-charge.ts'

/** Takes held money, all or part; what is not taken goes back to the customer's card. */
export function capture(
  work: Work,
  intent: Stripe.PaymentIntent,
  wanted: number | undefined,
): Stripe.PaymentIntent {
  if (intent.status !== 'requires_capture') {
    throw unexpectedState(
      intent,
      `This PaymentIntent could not be captured because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be captured: requires_capture.`,
    )
  }
  const amount = wanted ?? intent.amount_capturable
  if (amount > intent.amount_capturable) {
    throw invalid(
      `The provided capture amount (${amount}) is greater than the amount that can be captured (${intent.amount_capturable}).`,
      { code: 'amount_too_large', param: 'amount_to_capture' },
    )
  }
  checkStep(amount, intent.currency)
  const charge = work.need(charges, idOf(intent.latest_charge) ?? '')
  const captured = settleCharge(work, { ...charge, captured: true, amount_captured: amount })
  work.emit('charge.captured', captured, { captured: false, amount_captured: 0, balance_transaction: null })
  const taken = { status: 'succeeded' as const, amount_capturable: 0, amount_received: amount }
  const paid = work.put(paymentIntents, { ...intent, ...taken })
  work.emit('payment_intent.succeeded', paid)
  return paid
}

const cancelable: ReadonlySet<string> = new Set([
  'requires_payment_method',
  'requires_capture',
  'requires_confirmation',
  'requires_action',
])

/** Ends an intent that has taken no money; a hold is released, which Stripe shows as a refund of its own. */
export function cancel(
  work: Work,
  intent: Stripe.PaymentIntent,
  reason: Stripe.PaymentIntent.CancellationReason | undefined,
): Stripe.PaymentIntent {
  if (!cancelable.has(intent.status)) {
    throw unexpectedState(
      intent,
      `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be canceled: requires_payment_method, requires_capture, requires_reauthorization, requires_confirmation, requires_action, processing.`,
    )
  }
  const held = intent.status === 'requires_capture' ? idOf(intent.latest_charge) : null
  if (held !== null) {
    bookRefund(work, work.need(charges, held), { amount: intent.amount_capturable, released: true })
  }
  const canceled = work.put(paymentIntents, {
    ...intent,
    status: 'canceled',
    amount_capturable: 0,
    canceled_at: work.now,
    cancellation_reason: reason ?? null,
    next_action: null,
  })
  work.emit('payment_intent.canceled', canceled)
  return canceled
}
