import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import { mergeMetadata } from '#server/sandbox/core/metadata.ts'
import type { Parsed, ShapeOf } from '#server/sandbox/core/params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { grantDiscounts } from '#server/sandbox/resources/discounts/grant-discounts.ts'
import { prices } from '#server/sandbox/resources/prices/price.ts'
import { costOf } from '#server/sandbox/resources/prices/price-cost.ts'
import { wholeDecimal } from '#server/sandbox/resources/prices/whole-decimal.ts'
import { itemParams } from './create-invoice-item.ts'
import { invoices } from './invoice.ts'
import { repriced } from './invoice-amounts.ts'
import { invoiceItems, itemBehind, lineOfInvoiceItem, pricingOf } from './invoice-item.ts'
import { checkPeriod, costAsked } from './item-amount.ts'

export const updateParams = itemParams satisfies ShapeOf<Stripe.InvoiceItemUpdateParams>
type Params = Parsed<typeof updateParams>

/** @throws {ApiFailure} 400 when the item is on an invoice that is final. */
function draftOf(work: Work, item: Stripe.InvoiceItem, verb: string): Stripe.Invoice | undefined {
  const invoice = work.get(invoices, idOf(item.invoice) ?? '')
  if (!invoice || invoice.status === 'draft') return invoice
  throw invalid(`You cannot ${verb} an invoice item that is on a finalized invoice.`, {
    code: 'invoice_not_editable',
  })
}

/** What the item costs after the change; a quantity alone keeps its price. */
function costChange(work: Work, item: Stripe.InvoiceItem, params: Params): Partial<Stripe.InvoiceItem> {
  const { amount, price_data, pricing, unit_amount_decimal, quantity } = params
  const named = [amount, price_data, pricing, unit_amount_decimal].some(value => value !== undefined)
  if (!named && quantity === undefined) return {}
  const count = quantity ?? item.quantity
  if (named) {
    const cost = costAsked(work, { ...params, quantity: count }, item.currency)
    return {
      amount: cost.amount,
      pricing: cost.price ? pricingOf(cost.price) : null,
      quantity: count,
      quantity_decimal: wholeDecimal(count),
    }
  }
  const price = work.get(prices, idOf(item.pricing?.price_details?.price) ?? '')
  const unit = item.quantity === 0 ? 0 : item.amount / item.quantity
  return {
    amount: price ? costOf(price, count) : Math.round(unit * count),
    quantity: count,
    quantity_decimal: wholeDecimal(count),
  }
}

/** Changes an item that waits, or that is on a draft, whose line changes with it. */
export function updateInvoiceItem(work: Work, params: Params, id: string): Stripe.InvoiceItem {
  const item = work.need(invoiceItems, id, 'invoiceitem')
  const draft = draftOf(work, item, 'change')
  const { description, discountable, discounts: asked, metadata: change } = params
  const period = checkPeriod(params.period)
  if (item.proration && params.amount !== undefined)
    throw invalid('You cannot change the amount of a proration.', { param: 'amount' })
  const grantee = {
    customer: idOf(item.customer) ?? '',
    currency: item.currency,
    place: { invoice_item: id },
  }
  const updated = work.put(invoiceItems, {
    ...item,
    ...costChange(work, item, params),
    ...(description === undefined ? {} : { description }),
    ...(discountable === undefined ? {} : { discountable }),
    ...(asked === undefined ? {} : { discounts: grantDiscounts(work, asked, grantee) }),
    ...(period ? { period } : {}),
    ...(change === undefined ? {} : { metadata: mergeMetadata(item.metadata ?? {}, change) }),
  })
  if (draft) rewriteLine(work, draft, updated)
  return updated
}

/** The draft's line of the item says what the item says; it keeps its own id. */
function rewriteLine(work: Work, draft: Stripe.Invoice, item: Stripe.InvoiceItem): void {
  const lines = draft.lines.data.map(line =>
    itemBehind(line) === item.id ? { ...lineOfInvoiceItem(work, item), id: line.id } : line,
  )
  work.update(invoices, draft, repriced(work, draft, lines), 'invoice.updated')
}

/** @throws {ApiFailure} 400 for an item on an invoice that is final. */
export function deleteInvoiceItem(work: Work, id: string): Stripe.DeletedInvoiceItem {
  const item = work.need(invoiceItems, id, 'invoiceitem')
  const draft = draftOf(work, item, 'delete')
  work.remove(invoiceItems, id)
  if (draft) {
    const lines = draft.lines.data.filter(line => itemBehind(line) !== id)
    work.update(invoices, draft, repriced(work, draft, lines), 'invoice.updated')
  }
  work.emit('invoiceitem.deleted', item)
  return { id, object: 'invoiceitem', deleted: true }
}
