import type Stripe from 'stripe'
import type { Work } from '#server/sandbox/core/work.ts'
import { checkoutPlans, type Session } from '#server/sandbox/resources/checkout-sessions/checkout-session.ts'
import { paymentIntents } from '#server/sandbox/resources/payment-intents/payment-intent.ts'
import { setupIntents } from '#server/sandbox/resources/setup-intents/setup-intent.ts'

type Intent = Stripe.PaymentIntent | Stripe.SetupIntent

/** The payment or setup intent that the session's last try was made with. */
export function intentOf(work: Work, session: Session): Intent | undefined {
  const { made } = work.get(checkoutPlans, session.id) ?? {}
  return (
    work.get(paymentIntents, made?.paymentIntent ?? '') ?? work.get(setupIntents, made?.setupIntent ?? '')
  )
}

/** What the customer has to do before an open session can be completed: a challenge of their bank's. */
export function nextActionOf(work: Work, session: Session): Intent['next_action'] {
  return session.status === 'open' ? (intentOf(work, session)?.next_action ?? null) : null
}

/** Why the last try came to nothing, in words for the customer. */
export function lastErrorOf(work: Work, session: Session): string | undefined {
  const intent = intentOf(work, session)
  if (!intent || session.status !== 'open') return undefined
  const error = 'last_payment_error' in intent ? intent.last_payment_error : intent.last_setup_error
  return error?.message
}
