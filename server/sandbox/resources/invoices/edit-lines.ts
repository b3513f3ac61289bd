import type Stripe from 'stripe'
import { invalid, missing } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import { mergeMetadata, metadata } from '#server/sandbox/core/metadata.ts'
import {
  array,
  boolean,
  object,
  oneOf,
  type Parsed,
  required,
  type ShapeOf,
  string,
} from '#server/sandbox/core/params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { discountsParam } from '#server/sandbox/resources/discounts/discounts-param.ts'
import { grantDiscounts } from '#server/sandbox/resources/discounts/grant-discounts.ts'
import { createInvoiceItem } from './create-invoice-item.ts'
import { updateInvoiceItem } from './edit-invoice-item.ts'
import { invoices } from './invoice.ts'
import { repriced } from './invoice-amounts.ts'
import { invoiceItems, itemBehind, lineOfInvoiceItem, pricingOf } from './invoice-item.ts'
import { checkPeriod, costAsked, costParams, periodParam } from './item-amount.ts'

const lineShape = {
  amount: costParams.amount,
  description: string({ max: 5000 }),
  discountable: boolean(),
  discounts: discountsParam,
  metadata: metadata(),
  period: periodParam,
  price_data: costParams.price_data,
  pricing: costParams.pricing,
  quantity: costParams.quantity,
}
export const lineParams = lineShape satisfies ShapeOf<Stripe.InvoiceUpdateLineItemParams>
type LineChange = Parsed<typeof lineShape>

export const addParams = {
  invoice_metadata: metadata(),
  lines: required(array(object({ ...lineShape, invoice_item: string() }), { max: 250 })),
} satisfies ShapeOf<Stripe.InvoiceAddLinesParams>

export const updateLinesParams = {
  invoice_metadata: metadata(),
  lines: required(array(object({ ...lineShape, id: required(string()) }), { max: 250 })),
} satisfies ShapeOf<Stripe.InvoiceUpdateLinesParams>

export const removeParams = {
  invoice_metadata: metadata(),
  lines: required(
    array(object({ id: required(string()), behavior: required(oneOf('delete', 'unassign')) }), { max: 250 }),
  ),
} satisfies ShapeOf<Stripe.InvoiceRemoveLinesParams>

/** @throws {ApiFailure} 400 unless the invoice is still a draft. */
function draftToEdit(work: Work, id: string): Stripe.Invoice {
  const draft = work.need(invoices, id, 'invoice')
  if (draft.status === 'draft') return draft
  throw invalid("Finalized invoices can't be updated in this way: their lines cannot be changed.", {
    code: 'invoice_not_editable',
  })
}

function noteInvoice(work: Work, id: string, change: Parsed<typeof addParams>['invoice_metadata']) {
  const invoice = work.need(invoices, id, 'invoice')
  if (change === undefined) return invoice
  return work.update(
    invoices,
    invoice,
    { metadata: mergeMetadata(invoice.metadata ?? {}, change) },
    'invoice.updated',
  )
}

/** Puts an item that waits on the draft. @throws {ApiFailure} 400 when it is on an invoice already. */
function takeItem(work: Work, draft: Stripe.Invoice, id: string, at: number): void {
  const param = `lines[${at}][invoice_item]`
  const item = work.need(invoiceItems, id, param, 400)
  if (item.invoice !== null || item.customer !== draft.customer || item.currency !== draft.currency)
    throw invalid(`The invoice item ${id} cannot be added to this invoice.`, { param })
  const lines = [...draft.lines.data, lineOfInvoiceItem(work, item)]
  work.update(invoices, draft, repriced(work, draft, lines), 'invoice.updated')
  work.put(invoiceItems, { ...item, invoice: draft.id })
}

/** Adds lines to a draft: items that wait, or new ones. */
export function addLines(work: Work, params: Parsed<typeof addParams>, id: string): Stripe.Invoice {
  const { customer, currency } = draftToEdit(work, id)
  for (const [at, { invoice_item: waiting, ...line }] of params.lines.entries()) {
    const draft = work.need(invoices, id)
    if (waiting !== undefined) takeItem(work, draft, waiting, at)
    else createInvoiceItem(work, { ...line, customer: idOf(customer) ?? '', currency, invoice: id })
  }
  return noteInvoice(work, id, params.invoice_metadata)
}

/** A line that no item stands behind is a subscription's own. */
function changeOwnLine(
  work: Work,
  draft: Stripe.Invoice,
  line: Stripe.InvoiceLineItem,
  change: LineChange,
): void {
  const { amount, price_data, pricing, quantity, description, discountable, discounts: asked } = change
  const priced = amount !== undefined || price_data !== undefined || pricing !== undefined
  const cost = priced
    ? costAsked(work, { ...change, quantity: quantity ?? line.quantity ?? 1 }, draft.currency)
    : undefined
  const grantee = {
    customer: idOf(draft.customer) ?? '',
    currency: draft.currency,
    place: { invoice: draft.id },
  }
  const period = checkPeriod(change.period)
  const next: Stripe.InvoiceLineItem = {
    ...line,
    ...(cost ? { amount: cost.amount, subtotal: cost.amount, quantity: cost.quantity } : {}),
    ...(cost ? { pricing: cost.price ? pricingOf(cost.price) : null } : {}),
    ...(description === undefined ? {} : { description }),
    ...(discountable === undefined ? {} : { discountable }),
    ...(asked === undefined ? {} : { discounts: grantDiscounts(work, asked, grantee) }),
    ...(period ? { period } : {}),
    ...(change.metadata === undefined ? {} : { metadata: mergeMetadata(line.metadata, change.metadata) }),
  }
  const lines = draft.lines.data.map(other => (other === line ? next : other))
  work.update(invoices, draft, repriced(work, draft, lines), 'invoice.updated')
}

/** @throws {ApiFailure} 400 or 404 when the invoice has no such line. */
function changeLine(
  work: Work,
  invoice: string,
  id: string,
  change: LineChange,
  status: number,
  param: string,
) {
  const draft = draftToEdit(work, invoice)
  const line = draft.lines.data.find(candidate => candidate.id === id)
  if (!line) throw missing('line item', id, param, status)
  const item = itemBehind(line)
  if (item !== null && work.get(invoiceItems, item)) updateInvoiceItem(work, change, item)
  else changeOwnLine(work, draft, line, change)
}

export function updateLines(
  work: Work,
  params: Parsed<typeof updateLinesParams>,
  id: string,
): Stripe.Invoice {
  for (const [at, { id: line, ...change }] of params.lines.entries())
    changeLine(work, id, line, change, 400, `lines[${at}][id]`)
  return noteInvoice(work, id, params.invoice_metadata)
}

export function updateLine(
  work: Work,
  change: LineChange,
  invoice: string,
  id: string,
): Stripe.InvoiceLineItem | undefined {
  changeLine(work, invoice, id, change, 404, 'line_item_id')
  return work.need(invoices, invoice).lines.data.find(line => line.id === id)
}

/** Takes lines off a draft; their items are deleted, or wait again. */
export function removeLines(work: Work, params: Parsed<typeof removeParams>, id: string): Stripe.Invoice {
  for (const [at, { id: wanted, behavior }] of params.lines.entries()) {
    const draft = draftToEdit(work, id)
    const line = draft.lines.data.find(candidate => candidate.id === wanted)
    if (!line) throw missing('line item', wanted, `lines[${at}][id]`, 400)
    const item = work.get(invoiceItems, itemBehind(line) ?? '')
    if (item && behavior === 'unassign') work.put(invoiceItems, { ...item, invoice: null })
    if (item && behavior === 'delete') {
      work.remove(invoiceItems, item.id)
      work.emit('invoiceitem.deleted', item)
    }
    const lines = draft.lines.data.filter(other => other !== line)
    work.update(invoices, draft, repriced(work, draft, lines), 'invoice.updated')
  }
  return noteInvoice(work, id, params.invoice_metadata)
}
