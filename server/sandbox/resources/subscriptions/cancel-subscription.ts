import type Stripe from 'stripe'
import { missing } from '#server/sandbox/core/api-failure.ts'
import type { Parsed } from '#server/sandbox/core/params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { invoices } from '#server/sandbox/resources/invoices/invoice.ts'
import { invoiceItems } from '#server/sandbox/resources/invoices/invoice-item.ts'
import { billNow } from './bill-pending.ts'
import { endSubscription } from './end-subscription.ts'
import { creditUnused } from './proration.ts'
import { ended, subscriptions } from './subscription.ts'
import type { cancelParams } from './subscription-params.ts'

/** Nothing is collected by itself any more for a subscription that has ended. */
function stopCollecting(work: Work, id: string): void {
  for (const invoice of work.by(invoices, 'subscription', id)) {
    const waits = invoice.status === 'draft' || invoice.status === 'open'
    if (waits && invoice.auto_advance)
      work.put(invoices, { ...invoice, auto_advance: false, next_payment_attempt: null })
  }
}

/** Prorations that nobody was billed for are gone with the subscription. */
function dropProrations(work: Work, id: string, customer: string): void {
  for (const item of work.by(invoiceItems, 'pending', customer)) {
    if (!item.proration || item.parent?.subscription_details?.subscription !== id) continue
    work.remove(invoiceItems, item.id)
    work.emit('invoiceitem.deleted', item)
  }
}

/**
 * Ends a subscription now; `prorate` gives back what is unused, `invoice_now` bills what waits.
 * @throws {ApiFailure} 404 also for one that has ended: it cannot be canceled twice.
 */
export function cancelSubscription(
  work: Work,
  {
    cancellation_details: details,
    invoice_now: invoices_now = false,
    prorate = false,
  }: Parsed<typeof cancelParams>,
  id: string,
): Stripe.Subscription {
  const subscription = work.get(subscriptions, id)
  if (!subscription || ended.has(subscription.status)) throw missing('subscription', id, 'id')
  const customer =
    typeof subscription.customer === 'string' ? subscription.customer : subscription.customer.id
  if (prorate && subscription.status !== 'trialing')
    creditUnused(work, subscription, subscription.items.data, work.now)
  const canceled = endSubscription(work, subscription, details)
  stopCollecting(work, id)
  if (invoices_now) billNow(work, canceled, {})
  else if (!prorate) dropProrations(work, id, customer)
  return work.need(subscriptions, id)
}
