import type Stripe from 'stripe'
import { ApiFailure, invalid } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { buildCharge, charges, type Verdict } from '#server/sandbox/resources/charges/charge.ts'
import {
  attachTo,
  behaviourOf,
  cardsBehind,
  paymentMethods,
} from '#server/sandbox/resources/payment-methods/payment-method.ts'
import type { Decline } from '#server/sandbox/resources/payment-methods/test-card.ts'
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

/** A decline: the failed charge and the intent's error stay, and the answer is a 402 that carries both. */
export function refuse(
  work: Work,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  decline: Decline,
  blocked = false,
): never {
  const verdict: Verdict = { decline, blocked, authenticated: false }
  const charge = work.create(
    charges,
    buildCharge(work, { intent, method, verdict, captured: true }),
    'charge.failed',
  )
  const facts = {
    code: decline.code,
    ...(decline.declineCode ? { decline_code: decline.declineCode } : {}),
    doc_url: `https://docs.stripe.com/error-codes/${decline.code?.replaceAll('_', '-')}`,
    message: decline.message,
    payment_method: method,
    type: 'card_error' as const,
  }
  const failed = work.put(paymentIntents, {
    ...intent,
    status: 'requires_payment_method',
    latest_charge: charge.id,
    last_payment_error: { ...facts, charge: charge.id },
    next_action: null,
    payment_method: null,
  })
  work.emit('payment_intent.payment_failed', failed)
  throw new ApiFailure(
    402,
    { ...facts, code: decline.code ?? 'card_declined', charge: charge.id, payment_intent: failed },
    { keepsEffects: true },
  )
}

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
