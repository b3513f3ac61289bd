import type Stripe from 'stripe'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { tryToCollect } from '#server/sandbox/resources/invoices/collect-invoice.ts'
import { finalizeInvoice } from '#server/sandbox/resources/invoices/finalize-invoice.ts'
import { buildInvoice, invoices } from '#server/sandbox/resources/invoices/invoice.ts'
import { takePendingLines, tieItems } from '#server/sandbox/resources/invoices/invoice-item.ts'
import { lineOfItem } from '#server/sandbox/resources/invoices/invoice-line.ts'
import { products } from '#server/sandbox/resources/products/product.ts'
import { periodEnd } from './period.ts'
import { scheduleRenewal } from './renewal-schedule.ts'
import { itemsList, subscriptions } from './subscription.ts'

type Reason = 'subscription_create' | 'subscription_cycle' | 'subscription_update'

/** The lines of what the subscription costs in its present period. */
export function linesOf(work: Work, subscription: Stripe.Subscription): Stripe.InvoiceLineItem[] {
  const trial = subscription.status === 'trialing'
  return subscription.items.data.map(item => {
    const productName = work.get(products, idOf(item.price.product) ?? '')?.name ?? 'Subscription'
    return lineOfItem(work, item, { productName, trial })
  })
}

/** Writes a draft for the present period and makes it the subscription's latest invoice. */
export function draftForPeriod(
  work: Work,
  subscription: Stripe.Subscription,
  billing_reason: Reason,
): Stripe.Invoice {
  const customer = idOf(subscription.customer) ?? ''
  const [first] = subscription.items.data
  const pending = takePendingLines(work, customer, subscription.currency)
  const invoice = work.create(
    invoices,
    buildInvoice(work, {
      currency: subscription.currency,
      customer,
      lines: [...pending, ...linesOf(work, subscription)],
      auto_advance: true,
      billing_reason,
      collection_method: subscription.collection_method,
      period_start: first?.current_period_start ?? work.now,
      period_end: first?.current_period_end ?? work.now,
      parent: {
        quote_details: null,
        subscription_details: { metadata: subscription.metadata, subscription: subscription.id },
        type: 'subscription_details',
      },
    }),
    'invoice.created',
  )
  tieItems(work, invoice)
  work.put(subscriptions, { ...subscription, latest_invoice: invoice.id })
  return invoice
}

/** Finalizes a draft and takes its money, as far as collecting is not paused. */
export function advanceInvoice(work: Work, draft: Stripe.Invoice): Stripe.Invoice {
  const open = finalizeInvoice(work, draft)
  if (open.status === 'open' && open.collection_method === 'charge_automatically')
    return tryToCollect(work, open)
  return open
}

/** Begins the next period: the trial is over, if there was one, and the items' periods move on. */
export function moveOn(work: Work, subscription: Stripe.Subscription): Stripe.Subscription {
  const items = subscription.items.data.map(item => {
    const start = item.current_period_end
    const cadence = item.price.recurring ?? { interval: 'month' as const, interval_count: 1 }
    const anchor = subscription.billing_cycle_anchor
    return {
      ...item,
      current_period_start: start,
      current_period_end: periodEnd(start, cadence, 1, anchor),
    }
  })
  const status = subscription.status === 'trialing' ? 'active' : subscription.status
  const moved = work.update(
    subscriptions,
    subscription,
    { items: itemsList(subscription.id, items), status },
    'customer.subscription.updated',
  )
  scheduleRenewal(work, moved)
  return moved
}

/** The next period with its draft invoice; nothing is taken yet. */
export function renew(work: Work, subscription: Stripe.Subscription): Stripe.Invoice {
  return draftForPeriod(work, moveOn(work, subscription), 'subscription_cycle')
}
