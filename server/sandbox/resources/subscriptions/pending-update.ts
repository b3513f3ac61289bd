import type Stripe from 'stripe'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { voidInvoice } from '#server/sandbox/resources/invoices/close-invoice.ts'
import { invoices } from '#server/sandbox/resources/invoices/invoice.ts'
import { subscriptions } from './subscription.ts'

const expiresSeconds = 23 * 60 * 60

/** The invoice of the change is not paid yet: the change waits for it, for 23 hours. */
export function keepPending(
  work: Work,
  before: Stripe.Subscription,
  next: Stripe.Subscription,
  invoice: Stripe.Invoice,
): Stripe.Subscription {
  const current = work.need(subscriptions, before.id)
  work.put(invoices, { ...invoice, auto_advance: false, next_payment_attempt: null })
  const anchored = next.billing_cycle_anchor !== current.billing_cycle_anchor
  work.later(expiresSeconds * 1000, 'subscription.drop_pending', before.id)
  return work.update(
    subscriptions,
    current,
    {
      latest_invoice: invoice.id,
      status: before.status,
      pending_update: {
        billing_cycle_anchor: anchored ? next.billing_cycle_anchor : null,
        cancel_at_period_end: null,
        discount: null,
        discounts: null,
        expires_at: work.now + expiresSeconds,
        metadata: null,
        subscription_items: next.items.data,
        trial_end: null,
        trial_from_plan: null,
      },
    },
    'customer.subscription.updated',
  )
}

/** Nobody paid in time: the change is dropped, and its invoice is void. */
export function dropPending(work: Work, subscription: Stripe.Subscription): void {
  const { pending_update: pending } = subscription
  if (!pending || pending.expires_at > work.now) return
  const invoice = work.get(invoices, idOf(subscription.latest_invoice) ?? '')
  if (invoice?.status === 'open') voidInvoice(work, invoice)
  const dropped = work.update(
    subscriptions,
    work.need(subscriptions, subscription.id),
    { pending_update: null },
    'customer.subscription.updated',
  )
  work.emit('customer.subscription.pending_update_expired', dropped)
}
