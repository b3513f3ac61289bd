import type Stripe from 'stripe'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { buildCharge, charges } from '#server/sandbox/resources/charges/charge.ts'
import { outcomeOf } from '#server/sandbox/resources/charges/outcome.ts'
import { behaviourOf } from '#server/sandbox/resources/payment-methods/behaviour.ts'
import { paymentMethods } from '#server/sandbox/resources/payment-methods/payment-method.ts'
import type { Decline } from '#server/sandbox/resources/payment-methods/test-card.ts'
import { keepMethod } from './approve.ts'
import { factsOf, noteFailure } from './decline.ts'
import { paymentIntents } from './payment-intent.ts'
import { settleCharge } from './settle-charge.ts'

/** A debit that the bank answers days later: the charge is pending until then. */
export function startProcessing(
  work: Work,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  afterMs: number,
): Stripe.PaymentIntent {
  keepMethod(work, intent, method)
  const verdict = { decline: null, blocked: false, authenticated: false }
  const made = buildCharge(work, { intent, method, verdict, captured: true })
  const pending = { ...made, amount_captured: 0, paid: false, status: 'pending' as const }
  const charge = work.create(charges, { ...pending, outcome: null }, 'charge.pending')
  work.later(afterMs, 'payment_intent.settle', intent.id)
  const change = {
    status: 'processing' as const,
    latest_charge: charge.id,
    last_payment_error: null,
    next_action: null,
  }
  return work.update(paymentIntents, intent, change, 'payment_intent.processing')
}

/** The bank's answer to a debit. */
export function endProcessing(work: Work, id: string): void {
  const intent = work.get(paymentIntents, id)
  const charge = work.get(charges, idOf(intent?.latest_charge) ?? '')
  const method = work.get(paymentMethods, idOf(intent?.payment_method) ?? '')
  if (intent?.status !== 'processing' || !charge || !method) return
  const failure = behaviourOf(work, method.id).settlesLater?.failure
  if (failure) {
    failPending(work, charge, failure)
    noteFailure(work, intent, factsOf(failure, method, false), charge.id)
    return
  }
  const outcome = outcomeOf({ decline: null, blocked: false, authenticated: false })
  const taken = { amount_captured: charge.amount, paid: true, status: 'succeeded' as const, outcome }
  work.emit('charge.succeeded', settleCharge(work, { ...charge, ...taken }))
  const paid = work.put(paymentIntents, { ...intent, status: 'succeeded', amount_received: intent.amount })
  work.emit('payment_intent.succeeded', paid)
}

/** A pending charge that comes to nothing. */
export function failPending(work: Work, charge: Stripe.Charge, failure: Decline | null): Stripe.Charge {
  const failed = work.put(charges, {
    ...charge,
    captured: false,
    failure_code: failure?.declineCode ?? null,
    failure_message: failure?.message ?? null,
    paid: false,
    status: 'failed',
  })
  work.emit('charge.failed', failed)
  return failed
}
