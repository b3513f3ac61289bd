import type { JobHandlers } from '#server/sandbox/core/job.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import {
  type CheckoutPlan,
  checkoutPlans,
  checkoutSessions,
  type Session,
} from '#server/sandbox/resources/checkout-sessions/checkout-session.ts'
import { countUse } from '#server/sandbox/resources/checkout-sessions/session-discount.ts'
import { paymentIntents } from '#server/sandbox/resources/payment-intents/payment-intent.ts'
import { setupIntents } from '#server/sandbox/resources/setup-intents/setup-intent.ts'
import { subscriptions } from '#server/sandbox/resources/subscriptions/subscription.ts'
import { invoicePurchase } from './invoice-purchase.ts'
import { nothingTyped, type Submission } from './submission.ts'
import { beginSubscription } from './subscribe.ts'

function withAnswer(field: Session['custom_fields'][number], value: string | undefined) {
  if (value === undefined) return field
  if (field.dropdown) return { ...field, dropdown: { ...field.dropdown, value } }
  if (field.numeric) return { ...field, numeric: { ...field.numeric, value } }
  return field.text ? { ...field, text: { ...field.text, value } } : field
}

function consentOf({ consent_collection: asked }: Session, given: Submission): Session['consent'] {
  if (!asked) return null
  return {
    promotions: asked.promotions === 'auto' ? (given.wantsPromotions ? 'opt_in' : 'opt_out') : null,
    terms_of_service: given.termsAccepted ? 'accepted' : null,
  }
}

/** What the customer said, as a completed session tells it. */
function toldBy(session: Session, given: Submission): Partial<Session> {
  const known = session.customer_details
  const shipping = given.shipping ?? session.collected_information?.shipping_details ?? null
  return {
    collected_information: {
      business_name: given.businessName ?? null,
      individual_name: given.individualName ?? null,
      shipping_details: shipping,
    },
    consent: consentOf(session, given),
    custom_fields: session.custom_fields.map(field => withAnswer(field, given.fields[field.key])),
    customer_details: {
      address: session.mode === 'setup' ? null : (given.address ?? null),
      business_name: given.businessName ?? null,
      email: given.email ?? known?.email ?? null,
      individual_name: given.individualName ?? null,
      name: given.businessName ?? given.individualName ?? given.name ?? null,
      phone: given.phone ?? null,
      tax_exempt: known?.tax_exempt ?? 'none',
      tax_ids: given.taxId ? [given.taxId] : [],
    },
  }
}

function paymentStatus(work: Work, session: Session, plan: CheckoutPlan): Session['payment_status'] {
  if (!session.amount_total) return 'no_payment_required'
  const intent = work.get(paymentIntents, plan.made.paymentIntent ?? '')
  return intent?.status === 'succeeded' ? 'paid' : 'unpaid'
}

export const paidOrHeld: ReadonlySet<string> = new Set(['succeeded', 'requires_capture', 'processing'])

/** Whether all that the session set out to make has been made. */
function isDone(work: Work, { made }: CheckoutPlan): boolean {
  const intent = work.get(paymentIntents, made.paymentIntent ?? '')
  const setup = work.get(setupIntents, made.setupIntent ?? '')
  if (intent && !paidOrHeld.has(intent.status)) return false
  return !setup || setup.status === 'succeeded'
}

/** The subscription goes on with the card that paid or was set up for it; a free trial begins only now. */
function subscribed(work: Work, plan: CheckoutPlan, customer: string): Partial<Session> {
  const { made } = plan
  const subscription =
    work.get(subscriptions, made.subscription ?? '') ?? beginSubscription(work, plan, customer)
  const intent = work.get(paymentIntents, made.paymentIntent ?? '')
  const setup = work.get(setupIntents, made.setupIntent ?? '')
  const default_payment_method = idOf(intent?.payment_method) ?? idOf(setup?.payment_method)
  work.update(subscriptions, subscription, { default_payment_method }, 'customer.subscription.updated')
  return { subscription: subscription.id, invoice: idOf(subscription.latest_invoice) }
}

function madeBy(work: Work, session: Session, plan: CheckoutPlan): Partial<Session> {
  const { made } = plan
  const customer = idOf(session.customer) ?? made.customer ?? null
  return {
    customer,
    ...(session.mode === 'payment' ? { payment_intent: made.paymentIntent ?? null } : {}),
    ...(session.mode === 'setup' ? { setup_intent: made.setupIntent ?? null } : {}),
    ...(session.mode === 'subscription' ? subscribed(work, plan, customer ?? '') : {}),
  }
}

/** Closes an open session whose purchase is made, and tells of it; anything else is left as it is. */
export function settleSession(work: Work, session: Session): Session {
  const plan = work.get(checkoutPlans, session.id)
  if (!plan || !isDone(work, plan)) return session
  const payment_status = paymentStatus(work, session, plan)
  if (session.status !== 'open') {
    // A payment that was held is captured: money has come, and no event tells of it.
    const later = session.status === 'complete' && session.payment_status !== payment_status
    return later ? work.put(checkoutSessions, { ...session, payment_status }) : session
  }
  const { automatic_tax: tax } = session
  const complete = work.put(checkoutSessions, {
    ...session,
    ...toldBy(session, plan.submission ?? nothingTyped),
    ...madeBy(work, session, plan),
    automatic_tax: tax.enabled ? { ...tax, status: 'complete' } : tax,
    payment_status,
    status: 'complete',
    url: null,
  })
  if (plan.discount && session.mode === 'payment') countUse(work, plan.discount, complete)
  const told = session.invoice_creation?.enabled ? invoicePurchase(work, complete, plan) : complete
  work.emit('checkout.session.completed', told)
  return told
}

export const settleJobs: JobHandlers = {
  'checkout_session.settle': (work, id) => {
    const session = work.get(checkoutSessions, id)
    if (session) settleSession(work, session)
  },
}
