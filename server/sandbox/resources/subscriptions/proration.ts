import type Stripe from 'stripe'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { buildInvoiceItem, invoiceItems } from '#server/sandbox/resources/invoices/invoice-item.ts'
import { costOf } from '#server/sandbox/resources/prices/price.ts'
import { products } from '#server/sandbox/resources/products/product.ts'
import { dayName } from './period.ts'

interface Share {
  readonly item: Stripe.SubscriptionItem
  readonly sign: 1 | -1
  /** The moment of the change, in whole seconds. */
  readonly at: number
}

/** The share of an item's price for the rest of its period, credited or charged; each is rounded by itself. */
function prorate(
  work: Work,
  subscription: Stripe.Subscription,
  { item, sign, at }: Share,
): Stripe.InvoiceItem {
  const { current_period_start: start, current_period_end: end, price, quantity = 1 } = item
  const share = Math.max(0, Math.min(1, (end - at) / (end - start)))
  const name = work.get(products, idOf(price.product) ?? '')?.name ?? 'Subscription'
  const amount = sign * Math.round(costOf(price, quantity) * share)
  const made = buildInvoiceItem(work, {
    customer: idOf(subscription.customer) ?? '',
    amount,
    currency: subscription.currency,
    description: `${sign < 0 ? 'Unused' : 'Remaining'} time on ${quantity} × ${name} after ${dayName(at)}`,
    quantity,
    price,
    metadata: {},
  })
  return work.create(
    invoiceItems,
    {
      ...made,
      parent: {
        subscription_details: { subscription: subscription.id, subscription_item: item.id },
        type: 'subscription_details',
      },
      period: { start: at, end },
      proration: true,
    },
    'invoiceitem.created',
  )
}

/** Credits what is given up and charges what is new, for the rest of the period. */
export function prorateChange(
  work: Work,
  subscription: Stripe.Subscription,
  next: readonly Stripe.SubscriptionItem[],
  at: number,
): void {
  const before = subscription.items.data
  const same = (a: Stripe.SubscriptionItem, b: Stripe.SubscriptionItem) =>
    a.id === b.id && a.price.id === b.price.id && a.quantity === b.quantity
  for (const item of before) {
    if (!next.some(candidate => same(item, candidate))) prorate(work, subscription, { item, sign: -1, at })
  }
  for (const item of next) {
    if (!before.some(candidate => same(item, candidate))) prorate(work, subscription, { item, sign: 1, at })
  }
}
