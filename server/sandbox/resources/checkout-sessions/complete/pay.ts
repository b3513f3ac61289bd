import type Stripe from 'stripe'
import { mergeMetadata } from '#server/sandbox/core/metadata.ts'
import { buildShipping } from '#server/sandbox/core/shared-params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import {
  type CheckoutPlan,
  checkoutPlans,
  checkoutSessions,
  type Session,
} from '#server/sandbox/resources/checkout-sessions/checkout-session.ts'
import { sharesOf } from '#server/sandbox/resources/connect/intent-shares.ts'
import { confirm } from '#server/sandbox/resources/payment-intents/confirm.ts'
import { optionsWith } from '#server/sandbox/resources/payment-intents/method-options.ts'
import {
  buildPaymentIntent,
  paymentIntents,
} from '#server/sandbox/resources/payment-intents/payment-intent.ts'
import type { Submission } from './submission.ts'

/** One try to complete a session. */
export interface Try {
  readonly session: Session
  readonly plan: CheckoutPlan
  readonly submission: Submission
  readonly customer: Stripe.Customer | undefined
  readonly method: Stripe.PaymentMethod
  /** Where 3-D Secure sends the customer back to. */
  readonly returnUrl: string | undefined
}

function shippingOf({ plan, session, submission }: Try): Stripe.PaymentIntent.Shipping | null {
  const told = submission.shipping ?? session.collected_information?.shipping_details
  if (told) return { ...told, phone: submission.phone ?? null, carrier: null, tracking_number: null }
  return plan.paymentIntent?.shipping ? buildShipping(plan.paymentIntent.shipping) : null
}

/** What this try charges: the sum may have changed since the last one. */
function termsOf(attempt: Try): Partial<Stripe.PaymentIntent> {
  const { session, plan, customer, submission } = attempt
  const saves = plan.paymentIntent?.setup_future_usage ?? plan.cardOptions?.setup_future_usage
  return {
    amount: session.amount_total ?? 0,
    customer: customer?.id ?? null,
    setup_future_usage: saves ?? (submission.savesCard ? 'on_session' : null),
    shipping: shippingOf(attempt),
  }
}

function openIntent(work: Work, attempt: Try): Stripe.PaymentIntent {
  const { session, plan } = attempt
  const { paymentIntent: data = {}, cardOptions } = plan
  const intent = work.create(
    paymentIntents,
    buildPaymentIntent(work, {
      amount: session.amount_total ?? 0,
      currency: session.currency ?? 'usd',
      ...termsOf(attempt),
      ...sharesOf(work, data, session.amount_total ?? 0),
      capture_method: data.capture_method ?? 'automatic_async',
      description: data.description ?? null,
      metadata: mergeMetadata({}, data.metadata),
      receipt_email: data.receipt_email ?? null,
      statement_descriptor: data.statement_descriptor ?? null,
      statement_descriptor_suffix: data.statement_descriptor_suffix ?? null,
      transfer_group: data.transfer_group ?? null,
      ...(cardOptions?.request_three_d_secure
        ? { payment_method_options: optionsWith(cardOptions.request_three_d_secure) }
        : {}),
    }),
    'payment_intent.created',
  )
  work.put(checkoutPlans, { ...plan, made: { ...plan.made, paymentIntent: intent.id } })
  work.put(checkoutSessions, { ...session, payment_intent: intent.id })
  return intent
}

/**
 * Takes the money of a payment session; a second try goes on with the same payment intent.
 * @throws {ApiFailure} 402 for a decline, which leaves the session open.
 */
export function payFor(work: Work, attempt: Try): Stripe.PaymentIntent {
  const known = work.get(paymentIntents, attempt.plan.made.paymentIntent ?? '')
  const intent = known ? { ...known, ...termsOf(attempt) } : openIntent(work, attempt)
  return confirm(work, { ...intent, payment_method: attempt.method.id }, { returnUrl: attempt.returnUrl })
}
