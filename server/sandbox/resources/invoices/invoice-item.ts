import type Stripe from 'stripe'
import { defineKind, idOf } from '#server/sandbox/core/kind.ts'
import { clockOf } from '#server/sandbox/core/test-clock.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { customers } from '#server/sandbox/resources/customers/customer.ts'
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
  expandable: ['customer', 'invoice'],
})

interface Given {
  readonly customer: string
  readonly amount: number
  readonly currency: string
  readonly description: string | null
  readonly quantity: number
  readonly price?: Stripe.Price | undefined
  readonly metadata: Stripe.Metadata
}

/** An amount that waits for the customer's next invoice; it is not written yet. */
export const buildInvoiceItem = (work: Work, given: Given): Stripe.InvoiceItem => ({
  id: work.id('ii'),
  object: 'invoiceitem',
  amount: given.amount,
  currency: given.currency,
  customer: given.customer,
  customer_account: null,
  date: work.now,
  description: given.description,
  discountable: true,
  discounts: [],
  invoice: null,
  livemode: false,
  metadata: given.metadata,
  parent: null,
  period: { start: work.now, end: work.now },
  pricing: given.price
    ? {
        price_details: { price: given.price.id, product: idOf(given.price.product) ?? '' },
        type: 'price_details',
        unit_amount_decimal: given.price.unit_amount_decimal,
      }
    : null,
  proration: false,
  quantity: given.quantity,
  quantity_decimal: wholeDecimal(given.quantity),
  tax_rates: [],
  test_clock: clockOf(work.get(customers, given.customer) ?? {}),
})

/** The invoice line that an item becomes. */
export function lineOfInvoiceItem(work: Work, item: Stripe.InvoiceItem): Stripe.InvoiceLineItem {
  const { amount, currency, description, quantity, period, metadata, proration } = item
  return {
    ...buildLine(work, {
      amount,
      currency,
      description,
      quantity,
      period,
      metadata,
      parent: {
        invoice_item_details: {
          invoice_item: item.id,
          proration,
          proration_details: null,
          subscription: null,
        },
        subscription_item_details: null,
        type: 'invoice_item_details',
      },
    }),
    pricing: item.pricing,
  }
}

/** Takes all that waits for the customer's next invoice in this currency. */
export function takePendingLines(work: Work, customer: string, currency: string): Stripe.InvoiceLineItem[] {
  return work
    .by(invoiceItems, 'pending', customer)
    .filter(item => item.currency === currency)
    .map(item => lineOfInvoiceItem(work, item))
}

/** Ties items to the invoice whose lines were made of them. */
export function tieItems(work: Work, invoice: Stripe.Invoice): void {
  for (const { parent } of invoice.lines.data) {
    const item = work.get(invoiceItems, parent?.invoice_item_details?.invoice_item ?? '')
    if (item && item.invoice === null) work.put(invoiceItems, { ...item, invoice: invoice.id })
  }
}
