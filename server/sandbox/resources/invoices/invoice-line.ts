import type Stripe from 'stripe'
import { defineKind, idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { holding } from '#server/sandbox/resources/discounts/price-lines.ts'
import { costOf } from '#server/sandbox/resources/prices/price-cost.ts'
import { wholeDecimal } from '#server/sandbox/resources/prices/whole-decimal.ts'
import { formatMoney } from '#shared/domain/money.ts'

/** Lines live in their invoices; the kind says what can be expanded in them. */
export const invoiceLines = defineKind<Stripe.InvoiceLineItem>({
  name: 'line_item',
  expandable: ['discount_amounts.discount', 'discounts', 'pricing.price_details.price'],
})

interface Given {
  readonly amount: number
  readonly currency: string
  readonly description: string | null
  readonly quantity: number
  readonly period: Stripe.InvoiceLineItem.Period
  readonly price?: Stripe.Price
  readonly parent: Stripe.InvoiceLineItem.Parent | null
  readonly subscription?: string | null
  readonly metadata?: Stripe.Metadata | null
  readonly discountable?: boolean
  readonly discounts?: string[]
}

/** One line of an invoice, before any tax or discount. */
export function buildLine(work: Work, given: Given): Stripe.InvoiceLineItem {
  const { amount, currency, description, quantity, period, price, parent } = given
  return {
    id: work.id('il'),
    object: 'line_item',
    amount,
    currency,
    description,
    discount_amounts: [],
    discountable: given.discountable ?? true,
    discounts: given.discounts ?? [],
    invoice: null,
    livemode: false,
    metadata: given.metadata ?? {},
    parent,
    period,
    pretax_credit_amounts: [],
    pricing: price
      ? {
          price_details: { price: price.id, product: idOf(price.product) ?? '' },
          type: 'price_details',
          unit_amount_decimal: price.unit_amount_decimal,
        }
      : null,
    quantity,
    quantity_decimal: wholeDecimal(quantity),
    subscription: given.subscription ?? null,
    subtotal: amount,
    taxes: [],
  }
}

const every = ({ interval, interval_count: count }: Stripe.Price.Recurring): string =>
  count === 1 ? interval : `${count} ${interval}s`

/** A subscription item's line for the period; a trial's is free. */
export function lineOfItem(
  work: Work,
  item: Stripe.SubscriptionItem,
  { productName, trial }: { productName: string; trial: boolean },
): Stripe.InvoiceLineItem {
  const { price, quantity = 1 } = item
  const unit = price.unit_amount ?? 0
  const rate = `${formatMoney({ amount: unit, currency: price.currency })} / ${price.recurring ? every(price.recurring) : 'once'}`
  return buildLine(work, {
    amount: trial ? 0 : costOf(price, quantity),
    currency: price.currency,
    description: trial ? `Trial period for ${productName}` : `${quantity} × ${productName} (at ${rate})`,
    quantity,
    period: { start: item.current_period_start, end: item.current_period_end },
    price,
    subscription: item.subscription,
    metadata: item.metadata,
    discounts: holding(work, item.discounts, work.now),
    parent: {
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: null,
        proration: false,
        proration_details: null,
        subscription: item.subscription,
        subscription_item: item.id,
      },
      type: 'subscription_item_details',
    },
  })
}
