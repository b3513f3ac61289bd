import type Stripe from 'stripe'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { customers } from '#server/sandbox/resources/customers/customer.ts'
import { inheritedDiscounts, priceLines } from '#server/sandbox/resources/discounts/price-lines.ts'
import { invoices } from '#server/sandbox/resources/invoices/invoice.ts'
import { buildInvoiceItem, invoiceItems } from '#server/sandbox/resources/invoices/invoice-item.ts'
import { products } from '#server/sandbox/resources/products/product.ts'
import { linesOf } from './bill-subscription.ts'
import { dayName } from './period.ts'

const netOf = ({ amount, discount_amounts: off }: Stripe.InvoiceLineItem): number =>
  amount - (off ?? []).reduce((sum, one) => sum + one.amount, 0)

/** What was billed for an item's present period, discounts off; `undefined` when no invoice tells it. */
function billedFor(work: Work, subscription: string, item: Stripe.SubscriptionItem): number | undefined {
  for (const { status, lines } of work.by(invoices, 'subscription', subscription)) {
    if (status === 'void') continue
    const line = lines.data.find(
      ({ parent, period, quantity, pricing }) =>
        parent?.subscription_item_details?.subscription_item === item.id &&
        !parent.subscription_item_details.proration &&
        period.end === item.current_period_end &&
        quantity === item.quantity &&
        idOf(pricing?.price_details?.price) === item.price.id,
    )
    if (line) return netOf(line)
  }
  return undefined
}

/** What the items cost for a full period with the discounts that hold now. */
function fullCosts(work: Work, subscription: Stripe.Subscription, items: readonly Stripe.SubscriptionItem[]) {
  const whose = work.get(customers, idOf(subscription.customer) ?? '')
  const whole = inheritedDiscounts(work, work.now, whose, subscription)
  const lines = linesOf(work, { ...subscription, status: 'active' }, { items })
  const priced = priceLines(work, lines, whole, subscription.currency).lines
  return new Map(items.map((item, at) => [item.id, priced[at] ? netOf(priced[at]) : 0]))
}

interface Share {
  readonly item: Stripe.SubscriptionItem
  /** What the full period costs, discounts off; less than nothing for a credit. */
  readonly cost: number
  /** The moment of the change, in whole seconds. */
  readonly at: number
}

/** The share of a cost for the rest of the item's period; each is rounded by itself. */
function prorate(work: Work, subscription: Stripe.Subscription, { item, cost, at }: Share): void {
  const { current_period_start: start, current_period_end: end, price, quantity = 1 } = item
  const share = Math.max(0, Math.min(1, (end - at) / (end - start)))
  const name = work.get(products, idOf(price.product) ?? '')?.name ?? 'Subscription'
  const made = buildInvoiceItem(work, {
    customer: idOf(subscription.customer) ?? '',
    amount: Math.sign(cost) * Math.round(Math.abs(cost) * share),
    currency: subscription.currency,
    description: `${cost < 0 ? 'Unused' : 'Remaining'} time on ${quantity} × ${name} after ${dayName(at)}`,
    quantity,
    price,
    metadata: {},
    discountable: false,
  })
  work.create(
    invoiceItems,
    {
      ...made,
      parent: {
        subscription_details: { subscription: subscription.id, subscription_item: item.id },
        type: 'subscription_details',
      },
      period: { start: Math.max(at, start), end },
      proration: true,
      proration_details: { credited_items: null, discount_amounts: [] },
    },
    'invoiceitem.created',
  )
}

/** Gives back what was billed for the rest of these items' periods, from `at` on. */
export function creditUnused(
  work: Work,
  subscription: Stripe.Subscription,
  items: readonly Stripe.SubscriptionItem[],
  at: number,
): void {
  const costs = fullCosts(work, subscription, items)
  for (const item of items) {
    const cost = billedFor(work, subscription.id, item) ?? costs.get(item.id) ?? 0
    if (cost > 0) prorate(work, subscription, { item, cost: -cost, at })
  }
}

/** Charges these items for the rest of their periods, from `at` on. */
export function chargeRest(
  work: Work,
  subscription: Stripe.Subscription,
  items: readonly Stripe.SubscriptionItem[],
  at: number,
): void {
  const costs = fullCosts(work, subscription, items)
  for (const item of items) prorate(work, subscription, { item, cost: costs.get(item.id) ?? 0, at })
}
