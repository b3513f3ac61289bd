import type Stripe from 'stripe'
import { ApiFailure } from '#server/sandbox/core/api-failure.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { buildCharge, charges } from '#server/sandbox/resources/charges/charge.ts'
import { adviceFor, type Verdict } from '#server/sandbox/resources/charges/outcome.ts'
import { behaviourOf } from '#server/sandbox/resources/payment-methods/behaviour.ts'
import type { Decline } from '#server/sandbox/resources/payment-methods/test-card.ts'
import { paymentIntents } from './payment-intent.ts'

type LastError = Stripe.PaymentIntent.LastPaymentError

/** A decline as the error and the intent tell it. */
export function factsOf(decline: Decline, method: Stripe.PaymentMethod, blocked: boolean) {
  return {
    code: decline.code,
    ...(decline.declineCode ? { decline_code: decline.declineCode } : {}),
    ...adviceFor(decline, blocked),
    doc_url: `https://docs.stripe.com/error-codes/${decline.code?.replaceAll('_', '-')}`,
    message: decline.message,
    payment_method: method,
    type: 'card_error' as const,
  } satisfies LastError
}

/** The intent after an attempt that failed: it waits for another payment method. */
export function noteFailure(
  work: Work,
  intent: Stripe.PaymentIntent,
  error: LastError,
  charge: string | null,
): Stripe.PaymentIntent {
  const failed = work.put(paymentIntents, {
    ...intent,
    status: 'requires_payment_method',
    latest_charge: charge ?? intent.latest_charge,
    last_payment_error: charge === null ? error : { ...error, charge },
    next_action: null,
    payment_method: null,
    processing: null,
  })
  work.emit('payment_intent.payment_failed', failed)
  return failed
}

/** A decline: the failed charge and the intent's error stay, and the answer is a 402 that carries both. */
export function refuse(
  work: Work,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  decline: Decline,
): never {
  const { blockedByRadar = false, risk } = behaviourOf(work, method.id)
  const verdict: Verdict = { decline, blocked: blockedByRadar, authenticated: false, risk }
  const charge = work.create(
    charges,
    buildCharge(work, { intent, method, verdict, captured: true }),
    'charge.failed',
  )
  const facts = factsOf(decline, method, blockedByRadar)
  const failed = noteFailure(work, intent, facts, charge.id)
  throw declined({ ...facts, charge: charge.id, payment_intent: failed })
}

/** A refusal before any bank was asked: there is no charge. */
export function refuseUntried(
  work: Work,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  decline: Decline,
): never {
  const { advice_code: _, ...facts } = factsOf(decline, method, true)
  throw declined({ ...facts, payment_intent: noteFailure(work, intent, facts, null) })
}

type Facts = ReturnType<typeof factsOf>

const declined = ({ code, ...facts }: Omit<Facts, 'advice_code'> & Readonly<Record<string, unknown>>) =>
  new ApiFailure(402, { ...facts, code: code ?? 'card_declined' }, { keepsEffects: true })
