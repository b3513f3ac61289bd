import type Stripe from 'stripe'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { balanceIn } from '#server/sandbox/resources/customer-balance/customer-balance.ts'
import { customers } from '#server/sandbox/resources/customers/customer.ts'
import { idsOf } from '#server/sandbox/resources/discounts/discount.ts'
import { priceLines } from '#server/sandbox/resources/discounts/price-lines.ts'

export function linesList(
  invoice: string,
  lines: readonly Stripe.InvoiceLineItem[],
): Stripe.ApiList<Stripe.InvoiceLineItem> {
  const data = lines.map(line => (line.invoice === invoice ? line : { ...line, invoice }))
  return { object: 'list', data, has_more: false, url: `/v1/invoices/${invoice}/lines` }
}

interface Given {
  readonly id: string
  readonly currency: string
  readonly customer: string
  readonly lines: readonly Stripe.InvoiceLineItem[]
  /** For the invoice as a whole; a line has its own. */
  readonly discounts?: readonly string[]
}

/** The lines and sums of an invoice of which nothing is paid yet, with the customer's balance in view. */
export function amountsOf(work: Work, { id, currency, customer, lines, discounts = [] }: Given) {
  const priced = priceLines(work, lines, discounts, currency)
  const { total, subtotal, discountAmounts } = priced
  const starting_balance = balanceIn(work.get(customers, customer), currency)
  const due = Math.max(0, total + starting_balance)
  return {
    amount_due: due,
    amount_paid: 0,
    amount_remaining: due,
    discounts: [...discounts],
    lines: linesList(id, priced.lines),
    starting_balance,
    subtotal,
    subtotal_excluding_tax: subtotal,
    total,
    total_discount_amounts: discountAmounts,
    total_excluding_tax: total,
    total_pretax_credit_amounts: discountAmounts.map(one => ({ ...one, type: 'discount' })),
  }
}

/** A draft's lines and sums after a change of its lines or its discounts, or of what the customer has. */
export const repriced = (
  work: Work,
  draft: Stripe.Invoice,
  lines: readonly Stripe.InvoiceLineItem[] = draft.lines.data,
  discounts: readonly string[] = idsOf(draft.discounts),
) =>
  amountsOf(work, {
    id: draft.id,
    currency: draft.currency,
    customer: idOf(draft.customer) ?? '',
    lines,
    discounts,
  })
