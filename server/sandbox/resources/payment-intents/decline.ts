import type Stripe from 'stripe'
import { ApiFailure } from '#server/sandbox/core/api-failure.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { buildCharge, charges, type Verdict } from '#server/sandbox/resources/charges/charge.ts'
import type { Decline } from '#server/sandbox/resources/payment-methods/test-card.ts'
import { paymentIntents } from './payment-intent.ts'

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
