import type Stripe from 'stripe'
import { defineKind, idOf } from '#server/sandbox/core/kind.ts'
import { clockOf } from '#server/sandbox/core/test-clock.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { customers } from '#server/sandbox/resources/customers/customer.ts'
import { holding } from '#server/sandbox/resources/discounts/price-lines.ts'
import { wholeDecimal } from '#server/sandbox/resources/prices/whole-decimal.ts'
import { buildLine } from './invoice-line.ts'

export const invoiceItems = defineKind<Stripe.InvoiceItem>({
  name: 'invoiceitem',
  prefix: 'ii',
  indexes: {
    customer: item => idOf(item.customer),
    invoice: item => idOf(item.invoice),
    pending: item => (item.invoice === null ? idOf(item.customer) : null),
  },
  expandable: ['customer', 'discounts', 'invoice', 'pricing.price_details.price'],
})

interface Given {
  readonly id?: string
  readonly customer: string
  readonly amount: number
  readonly currency: string
  readonly description: string | null
  readonly quantity: number
  readonly price?: Stripe.Price | undefined
  readonly metadata: Stripe.Metadata
  readonly discountable?: boolean | undefined
  readonly discounts?: string[]
  readonly period?: Stripe.InvoiceItem.Period | undefined
  /** It goes on this subscription's next invoice and on no other. */
  readonly subscription?: string | undefined
}

export const pricingOf = (
  price: Stripe.Price,
): Stripe.InvoiceItem.Pricing & Stripe.InvoiceLineItem.Pricing => ({
  price_details: { price: price.id, product: idOf(price.product) ?? '' },
  type: 'price_details',
  unit_amount_decimal: price.unit_amount_decimal,
})

/** An amount that waits for the customer's next invoice; it is not written yet. */
export const buildInvoiceItem = (work: Work, given: Given): Stripe.InvoiceItem => ({
  id: given.id ?? work.id('ii'),
  object: 'invoiceitem',
  amount: given.amount,
  currency: given.currency,
  customer: given.customer,
  customer_account: null,
  date: work.now,
  description: given.description,
  discountable: given.discountable ?? true,
  discounts: given.discounts ?? [],
  invoice: null,
  livemode: false,
  metadata: given.metadata,
  parent: given.subscription
    ? { subscription_details: { subscription: given.subscription }, type: 'subscription_details' }
    : null,
  period: given.period ?? { start: work.now, end: work.now },
  pricing: given.price ? pricingOf(given.price) : null,
  proration: false,
  quantity: given.quantity,
  quantity_decimal: wholeDecimal(given.quantity),
  tax_rates: [],
  test_clock: clockOf(work.get(customers, given.customer) ?? {}),
})

/** The invoice line that an item becomes. A proration of a subscription's says so as its own kind of line. */
export function lineOfInvoiceItem(work: Work, item: Stripe.InvoiceItem): Stripe.InvoiceLineItem {
  const { amount, currency, description, quantity, period, metadata, proration, discountable } = item
  const { subscription, subscription_item } = item.parent?.subscription_details ?? {}
  const details = { invoice_item: item.id, proration, proration_details: { credited_items: null } }
  return {
    ...buildLine(work, {
      amount,
      currency,
      description,
      quantity,
      period,
      metadata,
      discountable,
      discounts: holding(work, item.discounts, work.now),
      subscription: subscription ?? null,
      parent:
        subscription && subscription_item
          ? {
              invoice_item_details: null,
              subscription_item_details: { ...details, subscription, subscription_item },
              type: 'subscription_item_details',
            }
          : {
              invoice_item_details: { ...details, subscription: subscription ?? null },
              subscription_item_details: null,
              type: 'invoice_item_details',
            },
    }),
    pricing: item.pricing,
  }
}

/** The item behind a line, if there is one. */
export const itemBehind = ({ parent }: Stripe.InvoiceLineItem): string | null =>
  parent?.invoice_item_details?.invoice_item ?? parent?.subscription_item_details?.invoice_item ?? null

/**
 * Takes all that waits for the customer's next invoice in this currency; what is meant for one subscription goes on
 * no other's invoice.
 */
export function takePendingLines(
  work: Work,
  customer: string,
  currency: string,
  subscription?: string,
): Stripe.InvoiceLineItem[] {
  return work
    .by(invoiceItems, 'pending', customer)
    .filter(item => {
      const bound = item.parent?.subscription_details?.subscription
      return item.currency === currency && (bound === undefined || bound === subscription)
    })
    .map(item => lineOfInvoiceItem(work, item))
}

/** Ties items to the invoice whose lines were made of them. */
export function tieItems(work: Work, invoice: Stripe.Invoice): void {
  for (const line of invoice.lines.data) {
    const item = work.get(invoiceItems, itemBehind(line) ?? '')
    if (item && item.invoice === null) work.put(invoiceItems, { ...item, invoice: invoice.id })
  }
}

/** Lets items wait again whose invoice is gone. */
export function untieItems(work: Work, invoice: Stripe.Invoice): void {
  for (const item of work.by(invoiceItems, 'invoice', invoice.id))
    work.put(invoiceItems, { ...item, invoice: null })
}
