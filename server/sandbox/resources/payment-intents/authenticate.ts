import type Stripe from 'stripe'
import { ApiFailure } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { passedChallenges } from './challenge.ts'
import { confirm } from './confirm.ts'
import { noteFailure } from './decline.ts'
import { paymentIntents, unexpectedState } from './payment-intent.ts'

const authenticationFailed: Stripe.PaymentIntent.LastPaymentError = {
  code: 'payment_intent_authentication_failure',
  doc_url: 'https://docs.stripe.com/error-codes/payment-intent-authentication-failure',
  message:
    'The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.',
  type: 'invalid_request_error',
}

/** A decline after the challenge is an outcome here: the customer comes back to an intent that waits again. */
function confirmPassed(work: Work, intent: Stripe.PaymentIntent): Stripe.PaymentIntent {
  try {
    return confirm(work, intent, { authenticated: true })
  } catch (error) {
    if (!(error instanceof ApiFailure) || !error.handling.keepsEffects) throw error
    return work.need(paymentIntents, intent.id)
  }
}

/**
 * The customer answers the 3-D Secure challenge; what came of it is in the intent, a decline too.
 * @throws {ApiFailure} 400 when no challenge is open.
 */
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
  if (!passed) return noteFailure(work, intent, authenticationFailed, null)
  if (intent.confirmation_method === 'automatic') return confirmPassed(work, intent)
  work.put(passedChallenges, { id: intent.id, method: idOf(intent.payment_method) ?? '' })
  return work.put(paymentIntents, { ...intent, status: 'requires_confirmation', next_action: null })
}
