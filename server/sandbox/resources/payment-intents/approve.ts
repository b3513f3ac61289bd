import type Stripe from 'stripe'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { buildCharge, charges, holdSeconds } from '#server/sandbox/resources/charges/charge.ts'
import type { Verdict } from '#server/sandbox/resources/charges/outcome.ts'
import { tellSessions } from '#server/sandbox/resources/checkout-sessions/tell-sessions.ts'
import { attachTo } from '#server/sandbox/resources/payment-methods/attach.ts'
import { behaviourOf, noteBehind } from '#server/sandbox/resources/payment-methods/behaviour.ts'
import { isHeld, isKept } from './method-options.ts'
import { paymentIntents } from './payment-intent.ts'
import { settleCharge } from './settle-charge.ts'

/** Keeps the payment method for later if that was asked; one that pays and is kept by nobody is used up. */
export function keepMethod(work: Work, intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod): void {
  const customer = idOf(intent.customer)
  if (isKept(intent) && customer !== null) {
    attachTo(work, method, customer)
    noteBehind(work, method.id, { setUp: true })
  } else if (idOf(method.customer) === null) {
    noteBehind(work, method.id, { spent: true })
  }
}

/** The bank said yes: the money is taken, or held until it is captured. */
export function approve(
  work: Work,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  authenticated: boolean,
): Stripe.PaymentIntent {
  const captured = !isHeld(intent)
  const { risk } = behaviourOf(work, method.id)
  const verdict: Verdict = { decline: null, blocked: false, authenticated, risk }
  keepMethod(work, intent, method)
  const made = buildCharge(work, { intent, method, verdict, captured })
  const charge = captured ? settleCharge(work, made) : work.put(charges, made)
  work.emit('charge.succeeded', charge)
  const settled = { latest_charge: charge.id, last_payment_error: null, next_action: null }
  if (!captured) {
    tellSessions(work, 'payment_intent', intent.id)
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
