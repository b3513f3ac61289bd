import type Stripe from 'stripe'
import type { Work } from '#server/sandbox/core/work.ts'
import { checkoutPlans, type Session } from '#server/sandbox/resources/checkout-sessions/checkout-session.ts'
import { paymentIntents } from '#server/sandbox/resources/payment-intents/payment-intent.ts'

/** The payment intent that the session's last try was made with. */
export function intentOf(work: Work, session: Session): Stripe.PaymentIntent | undefined {
  const { made } = work.get(checkoutPlans, session.id) ?? {}
  return work.get(paymentIntents, made?.paymentIntent ?? '')
}

/** What the customer has to do before an open session can be completed: a challenge of their bank's. */
export function nextActionOf(work: Work, session: Session): Stripe.PaymentIntent['next_action'] {
  return session.status === 'open' ? (intentOf(work, session)?.next_action ?? null) : null
}

/** Why the last try came to nothing, in words for the customer. */
export function lastErrorOf(work: Work, session: Session): string | undefined {
  const intent = intentOf(work, session)
  if (!intent || session.status !== 'open') return undefined
  return intent.last_payment_error?.message
}
