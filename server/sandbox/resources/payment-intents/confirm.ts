import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { buildCharge, charges, holdSeconds, type Verdict } from '#server/sandbox/resources/charges/charge.ts'
import {
  attachTo,
  behaviourOf,
  cardsBehind,
  paymentMethods,
} from '#server/sandbox/resources/payment-methods/payment-method.ts'
import type { Decline } from '#server/sandbox/resources/payment-methods/test-card.ts'
import { refuse } from './decline.ts'
import { paymentIntents, unexpectedState } from './payment-intent.ts'
import { settleCharge } from './settle-charge.ts'

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
  const owner = idOf(method.customer)
  const customer = idOf(intent.customer)
  if (owner !== null && owner !== customer) {
    throw invalid(
      customer === null
        ? 'The provided PaymentMethod is attached to a customer, so the customer must be provided as well.'
        : `The customer does not have a payment method with the ID ${id}. The payment method must be attached to the customer.`,
      { param: 'payment_method', ...(customer === null ? {} : { code: 'resource_missing' }) },
    )
  }
  return method
}

/** Whether the issuer wants the customer to prove who they are before this payment. */
function wantsAuthentication(
  work: Work,
  { payment_method_options: options }: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  how: Confirmation,
): boolean {
  const { authenticates, setUp } = behaviourOf(work, method.id)
  if (how.authenticated) return false
  if (options?.card?.request_three_d_secure === 'challenge') return true
  return authenticates === 'always' || (authenticates === 'unless_set_up' && !setUp)
}

/**
 * Tries to pay. Approved: the intent is `succeeded`, or `requires_capture`. 3-D Secure: `requires_action`.
 * @throws {ApiFailure} 402 for a decline, whose failed charge is kept; 400 when it cannot be confirmed.
 */
export function confirm(work: Work, intent: Stripe.PaymentIntent, how: Confirmation): Stripe.PaymentIntent {
  const method = methodToCharge(work, intent)
  const { declines, blockedByRadar } = behaviourOf(work, method.id)
  if (wantsAuthentication(work, intent, method, how)) {
    if (how.offSession || how.errorOnRequiresAction)
      return refuse(work, intent, method, authenticationRequired)
    return askForAction(work, intent, how.returnUrl)
  }
  if (declines) return refuse(work, intent, method, declines, blockedByRadar)
  return approve(work, intent, method, how.authenticated ?? false)
}

function askForAction(
  work: Work,
  intent: Stripe.PaymentIntent,
  returnUrl: string | undefined,
): Stripe.PaymentIntent {
  const next_action: Stripe.PaymentIntent.NextAction = returnUrl
    ? {
        type: 'redirect_to_url',
        redirect_to_url: {
          return_url: returnUrl,
          url: `https://hooks.stripe.com/3d_secure_2/hosted?intent=${intent.id}`,
        },
      }
    : { type: 'use_stripe_sdk', use_stripe_sdk: {} }
  return work.update(
    paymentIntents,
    intent,
    { status: 'requires_action', next_action, last_payment_error: null },
    'payment_intent.requires_action',
  )
}

function approve(
  work: Work,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  authenticated: boolean,
): Stripe.PaymentIntent {
  const captured = intent.capture_method !== 'manual'
  const verdict: Verdict = { decline: null, blocked: false, authenticated }
  const owner = idOf(intent.customer)
  if (intent.setup_future_usage && owner) {
    attachTo(work, method, owner)
    const behind = work.get(cardsBehind, method.id)
    if (behind) work.put(cardsBehind, { ...behind, setUp: true })
  }
  const made = buildCharge(work, { intent, method, verdict, captured })
  const charge = captured ? settleCharge(work, made) : work.put(charges, made)
  work.emit('charge.succeeded', charge)
  const settled = { latest_charge: charge.id, last_payment_error: null, next_action: null }
  if (!captured) {
    work.later(holdSeconds * 1000, 'payment_intent.expire_hold', intent.id)
    const held = { ...settled, status: 'requires_capture' as const, amount_capturable: intent.amount }
    return work.update(paymentIntents, intent, held, 'payment_intent.amount_capturable_updated')
  }
  const paid = work.put(paymentIntents, {
    ...intent,
    ...settled,
    status: 'succeeded',
    amount_received: intent.amount,
  })
  work.emit('payment_intent.succeeded', paid)
  return paid
}
