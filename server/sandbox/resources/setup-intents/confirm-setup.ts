import type Stripe from 'stripe'
import { ApiFailure } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { tellSessions } from '#server/sandbox/resources/checkout-sessions/tell-sessions.ts'
import { checkOwner, checkType } from '#server/sandbox/resources/payment-intents/allowed-types.ts'
import { challengeAction } from '#server/sandbox/resources/payment-intents/challenge.ts'
import { attachTo, checkUnspent } from '#server/sandbox/resources/payment-methods/attach.ts'
import { behaviourOf, noteBehind } from '#server/sandbox/resources/payment-methods/behaviour.ts'
import { paymentMethods } from '#server/sandbox/resources/payment-methods/payment-method.ts'
import type { Decline } from '#server/sandbox/resources/payment-methods/test-card.ts'
import { noteAttempt } from './setup-attempt.ts'
import { setupIntents, unexpectedSetupState } from './setup-intent.ts'

export interface SetupConfirmation {
  readonly returnUrl?: string | undefined
  /** The customer has passed 3-D Secure. */
  readonly authenticated?: boolean
}

const confirmable: readonly string[] = ['requires_payment_method', 'requires_confirmation', 'requires_action']

/** @throws {ApiFailure} 400 when the intent cannot be confirmed as it stands. */
function methodToSetUp(work: Work, intent: Stripe.SetupIntent): Stripe.PaymentMethod {
  if (!confirmable.includes(intent.status)) {
    throw unexpectedSetupState(
      intent,
      `You cannot confirm this SetupIntent because it has a status of ${intent.status}. Only a SetupIntent with one of the following statuses may be confirmed: ${confirmable.join(', ')}.`,
    )
  }
  const id = idOf(intent.payment_method)
  if (id === null) {
    throw unexpectedSetupState(
      intent,
      "You cannot confirm this SetupIntent because it's missing a payment method. You can either update the SetupIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
    )
  }
  const method = work.need(paymentMethods, id, 'payment_method', 400)
  checkOwner(idOf(method.customer), idOf(intent.customer), id)
  checkType(intent, method, 'SetupIntent')
  checkUnspent(work, method)
  return method
}

function wantsAuthentication(work: Work, intent: Stripe.SetupIntent, method: string): boolean {
  const { authenticates, alreadySetUp } = behaviourOf(work, method)
  const asked = intent.payment_method_options?.card?.request_three_d_secure
  if (asked === 'challenge') return true
  if (asked === 'any') return authenticates !== undefined
  return authenticates === 'always' || (authenticates === 'unless_set_up' && !alreadySetUp)
}

/** The setup after an attempt that failed: it waits for another payment method. */
export function noteSetupFailure(
  work: Work,
  intent: Stripe.SetupIntent,
  method: Stripe.PaymentMethod,
  error: Stripe.SetupIntent.LastSetupError,
): Stripe.SetupIntent {
  const attempt = noteAttempt(work, intent, method, { status: 'failed', error })
  const failed = work.put(setupIntents, {
    ...intent,
    status: 'requires_payment_method',
    last_setup_error: error,
    latest_attempt: attempt.id,
    next_action: null,
    payment_method: null,
  })
  work.emit('setup_intent.setup_failed', failed)
  return failed
}

function refuse(
  work: Work,
  intent: Stripe.SetupIntent,
  method: Stripe.PaymentMethod,
  { code = 'card_declined', declineCode, message }: Decline,
): never {
  const facts = {
    code,
    ...(declineCode ? { decline_code: declineCode } : {}),
    doc_url: `https://docs.stripe.com/error-codes/${code.replaceAll('_', '-')}`,
    message,
    payment_method: method,
    type: 'card_error' as const,
  }
  const failed = noteSetupFailure(work, intent, method, facts)
  throw new ApiFailure(402, { ...facts, setup_intent: failed }, { keepsEffects: true })
}

/**
 * Tries to set the payment method up for later: `succeeded`, or `requires_action` for 3-D Secure.
 * @throws {ApiFailure} 402 for a decline, which the intent keeps; 400 when it cannot be confirmed.
 */
export function confirmSetup(
  work: Work,
  intent: Stripe.SetupIntent,
  { returnUrl, authenticated = false }: SetupConfirmation,
): Stripe.SetupIntent {
  const method = methodToSetUp(work, intent)
  const { declines, declinesAttach } = behaviourOf(work, method.id)
  if (!authenticated && wantsAuthentication(work, intent, method.id)) {
    const waiting = noteAttempt(work, intent, method, { status: 'requires_action' })
    const change = {
      status: 'requires_action' as const,
      last_setup_error: null,
      latest_attempt: waiting.id,
      next_action: challengeAction(work, intent, returnUrl),
    }
    return work.update(setupIntents, intent, change, 'setup_intent.requires_action')
  }
  if (declines && declinesAttach) return refuse(work, intent, method, declines)
  const customer = idOf(intent.customer)
  if (customer !== null) attachTo(work, method, customer)
  noteBehind(work, method.id, { setUp: true })
  const attempt = noteAttempt(work, intent, method, { status: 'succeeded', authenticated })
  const succeeded = work.put(setupIntents, {
    ...intent,
    status: 'succeeded',
    last_setup_error: null,
    latest_attempt: attempt.id,
    next_action: null,
  })
  work.emit('setup_intent.succeeded', succeeded)
  tellSessions(work, 'setup_intent', intent.id)
  return succeeded
}
