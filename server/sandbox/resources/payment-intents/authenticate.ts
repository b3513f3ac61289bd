import type Stripe from 'stripe'
import type { Work } from '#server/sandbox/core/work.ts'
import { confirm } from './confirm.ts'
import { paymentIntents, unexpectedState } from './payment-intent.ts'

/** The customer answers the 3-D Secure challenge. @throws {ApiFailure} 400 when none is open; 402 for a decline. */
export function authenticate(
  work: Work,
  intent: Stripe.PaymentIntent,
  passed: boolean,
): Stripe.PaymentIntent {
  if (intent.status !== 'requires_action') {
    throw unexpectedState(
      intent,
      `This PaymentIntent has a status of ${intent.status}: it waits for no action.`,
    )
  }
  if (passed) return confirm(work, intent, { authenticated: true })
  const error: Stripe.PaymentIntent.LastPaymentError = {
    code: 'payment_intent_authentication_failure',
    doc_url: 'https://docs.stripe.com/error-codes/payment-intent-authentication-failure',
    message:
      'The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.',
    type: 'invalid_request_error',
  }
  const failed = work.put(paymentIntents, {
    ...intent,
    status: 'requires_payment_method',
    last_payment_error: error,
    next_action: null,
    payment_method: null,
  })
  work.emit('payment_intent.payment_failed', failed)
  return failed
}
