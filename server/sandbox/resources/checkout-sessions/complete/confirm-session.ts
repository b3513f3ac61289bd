import type Stripe from 'stripe'
import { type ApiFailure, invalid } from '#server/sandbox/core/api-failure.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import {
  checkoutPlans,
  checkoutSessions,
  type Session,
} from '#server/sandbox/resources/checkout-sessions/checkout-session.ts'
import { paymentIntents } from '#server/sandbox/resources/payment-intents/payment-intent.ts'
import { paymentMethods } from '#server/sandbox/resources/payment-methods/payment-method.ts'
import { setupIntents } from '#server/sandbox/resources/setup-intents/setup-intent.ts'
import { buyerFor } from './buyer.ts'
import { payFor } from './pay.ts'
import { setUpFor } from './set-up.ts'
import { paidOrHeld, settleSession } from './settle.ts'
import type { Submission } from './submission.ts'
import { problemsOf } from './submission-problems.ts'
import { beginSubscription, subscribeFor } from './subscribe.ts'

export interface Confirmation {
  readonly submission: Submission
  /** Makes or finds the payment method; asked for only when one is needed. */
  readonly method: () => Stripe.PaymentMethod | undefined
  /** Where 3-D Secure sends the customer back to. */
  readonly returnUrl?: string | undefined
  /** The total that the customer was shown, in the minor unit. */
  readonly expectedAmount?: number | undefined
}

/** Whether completing the session needs a card: for money now, or for money later. */
export const needsMethod = (session: Session): boolean =>
  session.mode === 'setup' ||
  (session.amount_total ?? 0) > 0 ||
  (session.mode === 'subscription' && session.payment_method_collection === 'always')

export const notOpen = (session: Session): ApiFailure =>
  invalid(`This Checkout Session is no longer open: its status is \`${session.status}\`.`, {
    code: 'checkout_session_not_open',
  })

function checkOffer(session: Session, { submission, expectedAmount }: Confirmation): void {
  const [first] = problemsOf(session, submission)
  if (first) throw invalid(first.message, { param: first.field, code: 'parameter_invalid' })
  if (expectedAmount === undefined || expectedAmount === (session.amount_total ?? 0)) return
  throw invalid('The total has changed since the page was shown. Please check it and try again.', {
    param: 'expected_amount',
    code: 'checkout_amount_mismatch',
  })
}

function methodFor(work: Work, session: Session, { method, submission }: Confirmation): Stripe.PaymentMethod {
  const given = method()
  if (!given)
    throw invalid('A payment method is required.', { param: 'payment_method', code: 'parameter_missing' })
  const redisplay = work.get(checkoutPlans, session.id)?.redisplay
  if (!submission.savesCard && redisplay === undefined) return given
  return work.put(paymentMethods, {
    ...given,
    allow_redisplay: submission.savesCard ? 'always' : (redisplay ?? 'unspecified'),
  })
}

/** Whether another tab, or a challenge passed while nobody looked, has paid already. */
function isPaid(work: Work, id: string): boolean {
  const { made } = work.get(checkoutPlans, id) ?? {}
  const status = work.get(paymentIntents, made?.paymentIntent ?? '')?.status
  const setUp = work.get(setupIntents, made?.setupIntent ?? '')?.status === 'succeeded'
  return setUp || (status !== undefined && paidOrHeld.has(status))
}

/**
 * Completes an open session as its customer asks. One that is complete already, or paid in another tab, is answered as
 * it is, so that nothing happens twice; one that waits for 3-D Secure stays open.
 * @throws {ApiFailure} 402 for a decline, which can be tried again; 400 for an expired session or a missing answer.
 */
export function confirmSession(work: Work, session: Session, confirmation: Confirmation): Session {
  if (session.status === 'complete') return session
  if (session.status !== 'open') throw notOpen(session)
  if (isPaid(work, session.id)) return settleSession(work, session)
  checkOffer(session, confirmation)
  const { submission, returnUrl } = confirmation
  const before = work.need(checkoutPlans, session.id)
  const plan = work.put(checkoutPlans, { ...before, submission })
  if (!needsMethod(session)) {
    const customer = buyerFor(work, session, plan, submission)
    if (session.mode === 'subscription') {
      beginSubscription(work, work.need(checkoutPlans, session.id), customer?.id ?? '')
    }
    return settleSession(work, session)
  }
  const method = methodFor(work, session, confirmation)
  const customer = buyerFor(work, session, plan, submission)
  const attempt = {
    session,
    plan: work.need(checkoutPlans, session.id),
    submission,
    customer,
    method,
    returnUrl,
  }
  if (session.mode === 'payment') payFor(work, attempt)
  else if (session.mode === 'setup' || !session.amount_total) setUpFor(work, attempt)
  else subscribeFor(work, attempt)
  return settleSession(work, work.need(checkoutSessions, session.id))
}
