import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { charges } from '#server/sandbox/resources/charges/charge.ts'
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
