import type Stripe from 'stripe'
import { idOf } from '#server/sandbox/core/kind.ts'
import { mergeMetadata } from '#server/sandbox/core/metadata.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import {
  type CheckoutPlan,
  checkoutPlans,
} from '#server/sandbox/resources/checkout-sessions/checkout-session.ts'
import type { AskedDiscount } from '#server/sandbox/resources/discounts/discounts-param.ts'
import { grantDiscounts } from '#server/sandbox/resources/discounts/grant-discounts.ts'
import { finalizeInvoice } from '#server/sandbox/resources/invoices/finalize-invoice.ts'
import { intentOf, invoices } from '#server/sandbox/resources/invoices/invoice.ts'
import { buildInvoiceItem, invoiceItems } from '#server/sandbox/resources/invoices/invoice-item.ts'
import { settleInvoice } from '#server/sandbox/resources/invoices/settle-invoice.ts'
import { confirm } from '#server/sandbox/resources/payment-intents/confirm.ts'
import { openSubscription } from '#server/sandbox/resources/subscriptions/open-subscription.ts'
import { subscriptions } from '#server/sandbox/resources/subscriptions/subscription.ts'
import type { Try } from './pay.ts'

const daySeconds = 24 * 60 * 60

function trialEndOf(work: Work, { subscription: data }: CheckoutPlan): number | undefined {
  if (data?.trial_end !== undefined) return data.trial_end
  return data?.trial_period_days === undefined ? undefined : work.now + data.trial_period_days * daySeconds
}

function restOf({ subscription: data = {} }: CheckoutPlan): Partial<Stripe.Subscription> {
  const end = data.trial_settings?.end_behavior
  return {
    description: data.description ?? null,
    metadata: mergeMetadata({}, data.metadata),
    ...(data.billing_mode?.type === 'classic'
      ? { billing_mode: { flexible: null, type: 'classic' as const } }
      : {}),
    ...(end ? { trial_settings: { end_behavior: { billing_cycle_anchor: null, ...end } } } : {}),
  }
}

/** What is bought once stands on the first invoice, before the subscription's own lines. */
function addOnce(work: Work, items: readonly Stripe.LineItem[], customer: string): void {
  for (const { price, quantity, amount_subtotal: amount, currency, description, metadata } of items) {
    if (!price || price.recurring) continue
    const made = buildInvoiceItem(work, {
      customer,
      amount,
      currency,
      description,
      quantity: quantity ?? 1,
      price,
      metadata: metadata ?? {},
    })
    work.create(invoiceItems, made, 'invoiceitem.created')
  }
}

/** The coupon or code of the session, as a subscription takes it. */
function askedBy({ discount }: CheckoutPlan): AskedDiscount[] {
  if (!discount) return []
  const code = idOf(discount.promotion_code)
  return code === null ? [{ coupon: idOf(discount.source.coupon) ?? '' }] : [{ promotion_code: code }]
}

/** Opens the session's subscription, with its first invoice final and not yet paid. */
export function beginSubscription(work: Work, plan: CheckoutPlan, customer: string): Stripe.Subscription {
  addOnce(work, plan.items, customer)
  const items = plan.items.flatMap(({ price, quantity, metadata }) =>
    price?.recurring ? [{ price, quantity: quantity ?? 1, metadata: metadata ?? {} }] : [],
  )
  const trialEnd = trialEndOf(work, plan)
  const id = work.id('sub')
  const discounts = grantDiscounts(work, askedBy(plan), {
    customer,
    currency: plan.items[0]?.currency ?? '',
    place: { subscription: id, checkout_session: plan.id },
  })
  const { subscription, invoice } = openSubscription(work, {
    id,
    customer,
    items,
    trialEnd,
    rest: { ...restOf(plan), discounts },
  })
  finalizeInvoice(work, invoice)
  const paymentIntent = intentOf(work, invoice.id)?.id
  const made = {
    ...plan.made,
    customer,
    subscription: subscription.id,
    ...(paymentIntent === undefined ? {} : { paymentIntent }),
  }
  work.put(checkoutPlans, { ...plan, made })
  return work.need(subscriptions, subscription.id)
}

/**
 * Pays the first invoice of a subscription session; a second try goes on with the same subscription.
 * @throws {ApiFailure} 402 for a decline, which leaves the session open.
 */
export function subscribeFor(work: Work, { plan, customer, method, returnUrl }: Try): void {
  const known = work.get(subscriptions, plan.made.subscription ?? '')
  const waits = known?.status === 'incomplete'
  const subscription = waits ? known : beginSubscription(work, plan, customer?.id ?? '')
  const invoice = work.need(invoices, idOf(subscription.latest_invoice) ?? '')
  const intent = intentOf(work, invoice.id)
  if (!intent || invoice.status !== 'open') return
  const paid = confirm(work, { ...intent, payment_method: method.id }, { returnUrl })
  if (paid.status === 'succeeded') settleInvoice(work, work.need(invoices, invoice.id))
}
