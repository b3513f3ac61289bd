import type Stripe from 'stripe'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { checkUnspent } from '#server/sandbox/resources/payment-methods/attach.ts'
import { behaviourOf } from '#server/sandbox/resources/payment-methods/behaviour.ts'
import { paymentMethods } from '#server/sandbox/resources/payment-methods/payment-method.ts'
import type { Decline } from '#server/sandbox/resources/payment-methods/test-card.ts'
import { checkOwner, checkType } from './allowed-types.ts'
import { approve } from './approve.ts'
import { challengeAction, passedChallenges } from './challenge.ts'
import { refuse, refuseUntried } from './decline.ts'
import { paymentIntents, unexpectedState } from './payment-intent.ts'
import { startProcessing } from './processing.ts'

export interface Confirmation {
  readonly offSession?: boolean
  readonly errorOnRequiresAction?: boolean
  readonly returnUrl?: string | undefined
  /** The customer has passed 3-D Secure. */
  readonly authenticated?: boolean
}

const authenticationRequired: Decline = {
  code: 'authentication_required',
  declineCode: 'authentication_required',
  message: 'Your card was declined. This transaction requires authentication.',
}
const authenticationNotHandled: Decline = {
  code: 'authentication_required',
  declineCode: 'authentication_not_handled',
  message:
    'This payment required an authentication action to complete, but `error_on_requires_action` was set. When you are ready, you can upgrade your integration to handle actions at https://stripe.com/docs/payments/payment-intents/upgrade-to-handle-actions.',
}

const confirmable: ReadonlySet<string> = new Set([
  'requires_payment_method',
  'requires_confirmation',
  'requires_action',
])

/** @throws {ApiFailure} 400 when the intent cannot be confirmed as it stands. */
function methodToCharge(work: Work, intent: Stripe.PaymentIntent): Stripe.PaymentMethod {
  if (!confirmable.has(intent.status)) {
    const why =
      intent.status === 'succeeded'
        ? 'it has already succeeded after being previously confirmed'
        : `it has a status of ${intent.status}`
    throw unexpectedState(intent, `You cannot confirm this PaymentIntent because ${why}.`)
  }
  const id = idOf(intent.payment_method)
  if (id === null) {
    throw unexpectedState(
      intent,
      "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
    )
  }
  const method = work.need(paymentMethods, id, 'payment_method', 400)
  checkOwner(idOf(method.customer), idOf(intent.customer), id)
  checkType(intent, method, 'PaymentIntent')
  checkUnspent(work, method)
  return method
}

/** Whether this challenge was passed before, for an intent that its server confirms. */
function passedBefore(work: Work, intent: Stripe.PaymentIntent, method: string): boolean {
  const passed = work.get(passedChallenges, intent.id)
  if (passed) work.remove(passedChallenges, intent.id)
  return passed?.method === method
}

/** Whether the issuer wants the customer to prove who they are before this payment. */
function wantsAuthentication(
  work: Work,
  { payment_method_options: options }: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  offSession: boolean,
): boolean {
  if (method.type !== 'card') return false
  const { authenticates, alreadySetUp, setUp } = behaviourOf(work, method.id)
  const asked = options?.card?.request_three_d_secure
  if (asked === 'challenge') return true
  if (asked === 'any' && authenticates !== undefined) return true
  // A card that counts as set up spares only payments without the customer.
  if (alreadySetUp) return !offSession
  return authenticates === 'always' || (authenticates === 'unless_set_up' && !setUp)
}

/**
 * Tries to pay. Approved: the intent is `succeeded`, `requires_capture` or, with a bank that answers later,
 * `processing`. 3-D Secure: `requires_action`.
 * @throws {ApiFailure} 402 for a decline, whose failed charge is kept; 400 when it cannot be confirmed.
 */
export function confirm(work: Work, intent: Stripe.PaymentIntent, how: Confirmation): Stripe.PaymentIntent {
  const method = methodToCharge(work, intent)
  const { declines, settlesLater } = behaviourOf(work, method.id)
  const authenticated = how.authenticated || passedBefore(work, intent, method.id)
  if (!authenticated && wantsAuthentication(work, intent, method, how.offSession ?? false)) {
    if (how.offSession) return refuse(work, intent, method, authenticationRequired)
    if (how.errorOnRequiresAction) return refuseUntried(work, intent, method, authenticationNotHandled)
    return work.update(
      paymentIntents,
      intent,
      {
        status: 'requires_action',
        next_action: challengeAction(work, intent, how.returnUrl),
        last_payment_error: null,
      },
      'payment_intent.requires_action',
    )
  }
  if (declines) return refuse(work, intent, method, declines)
  if (settlesLater) return startProcessing(work, intent, method, settlesLater.afterMs)
  return approve(work, intent, method, authenticated)
}
