import type Stripe from 'stripe'
import { ApiFailure } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { authenticate } from '#server/sandbox/resources/payment-intents/authenticate.ts'
import { needIntent } from '#server/sandbox/resources/payment-intents/payment-intent.ts'
import { paymentMethods } from '#server/sandbox/resources/payment-methods/payment-method.ts'
import { confirmSetup, noteSetupFailure } from './confirm-setup.ts'
import { setupIntents, unexpectedSetupState } from './setup-intent.ts'

const authenticationFailed: Stripe.SetupIntent.LastSetupError = {
  code: 'setup_intent_authentication_failure',
  doc_url: 'https://docs.stripe.com/error-codes/setup-intent-authentication-failure',
  message:
    'The latest attempt to set up the payment method has failed because authentication failed. Provide a new payment method to attempt to fulfill this SetupIntent again.',
  type: 'invalid_request_error',
}

/**
 * The customer answers the 3-D Secure challenge of a setup; what came of it is in the intent, a decline too.
 * @throws {ApiFailure} 400 when no challenge is open.
 */
export function authenticateSetup(
  work: Work,
  intent: Stripe.SetupIntent,
  passed: boolean,
): Stripe.SetupIntent {
  if (intent.status !== 'requires_action') {
    throw unexpectedSetupState(
      intent,
      `This SetupIntent has a status of ${intent.status}: it waits for no action.`,
    )
  }
  if (!passed) {
    const method = work.need(paymentMethods, idOf(intent.payment_method) ?? '')
    return noteSetupFailure(work, intent, method, authenticationFailed)
  }
  try {
    return confirmSetup(work, intent, { authenticated: true })
  } catch (error) {
    if (!(error instanceof ApiFailure) || !error.handling.keepsEffects) throw error
    return work.need(setupIntents, intent.id)
  }
}

/**
 * The customer's answer to the challenge of whichever intent has this id, a payment's or a setup's.
 * @throws {ApiFailure} 404 for neither, 400 when no challenge is open.
 */
export function answerChallenge(
  work: Work,
  id: string,
  passed: boolean,
): Stripe.PaymentIntent | Stripe.SetupIntent {
  const setup = work.get(setupIntents, id)
  return setup ? authenticateSetup(work, setup, passed) : authenticate(work, needIntent(work, id), passed)
}
