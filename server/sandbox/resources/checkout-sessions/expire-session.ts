import { invalid } from '#server/sandbox/core/api-failure.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { cancel } from '#server/sandbox/resources/payment-intents/cancel.ts'
import { paymentIntents } from '#server/sandbox/resources/payment-intents/payment-intent.ts'
import { expireSubscription } from '#server/sandbox/resources/subscriptions/end-subscription.ts'
import { subscriptions } from '#server/sandbox/resources/subscriptions/subscription.ts'
import { checkoutPlans, checkoutSessions, type Session } from './checkout-session.ts'
import { closeSetup } from './complete/set-up.ts'

/** What was begun and never finished ends with the session. */
function endWhatWasMade(work: Work, session: Session): void {
  const { paymentIntent, setupIntent, subscription } = work.get(checkoutPlans, session.id)?.made ?? {}
  const intent = work.get(paymentIntents, paymentIntent ?? '')
  if (intent && intent.status !== 'canceled' && intent.status !== 'succeeded') cancel(work, intent, undefined)
  if (setupIntent !== undefined) closeSetup(work, setupIntent)
  const begun = work.get(subscriptions, subscription ?? '')
  if (begun?.status === 'incomplete') expireSubscription(work, begun)
}

/** Closes an open session for good. @throws {ApiFailure} 400 when it is not open. */
export function expireSession(work: Work, session: Session): Session {
  if (session.status !== 'open') {
    throw invalid(
      `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${session.status}\`.`,
    )
  }
  endWhatWasMade(work, session)
  const expired = work.put(checkoutSessions, { ...session, status: 'expired', url: null })
  work.emit('checkout.session.expired', expired)
  return expired
}
