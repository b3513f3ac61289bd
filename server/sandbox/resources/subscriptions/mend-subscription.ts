import type Stripe from 'stripe'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { intentOf, subscriptionOf } from '#server/sandbox/resources/invoices/invoice.ts'
import { applyPending, goOn } from './go-on.ts'
import { subscriptions } from './subscription.ts'

const mended: ReadonlySet<string> = new Set(['incomplete', 'past_due', 'unpaid'])

/** The method that paid becomes the subscription's own, where that was asked for. */
function methodKept(
  work: Work,
  { payment_settings: settings }: Stripe.Subscription,
  invoice: Stripe.Invoice,
): Partial<Stripe.Subscription> {
  if (settings?.save_default_payment_method !== 'on_subscription') return {}
  const method = idOf(intentOf(work, invoice.id)?.payment_method)
  return method === null ? {} : { default_payment_method: method }
}

/** A subscription whose latest invoice is paid goes on. */
export function mendSubscription(work: Work, invoice: Stripe.Invoice): void {
  const subscription = work.get(subscriptions, subscriptionOf(invoice) ?? '')
  if (!subscription || subscription.latest_invoice !== invoice.id) return
  const change = {
    ...methodKept(work, subscription, invoice),
    ...(mended.has(subscription.status) ? { status: 'active' as const } : {}),
  }
  const changes = Object.keys(change).length > 0
  const going = changes
    ? work.update(subscriptions, subscription, change, 'customer.subscription.updated')
    : subscription
  if (going.pending_update) applyPending(work, going)
  if (going.status === 'paused') goOn(work, going)
}
