import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { createdParam, page, pageParams } from '#server/sandbox/core/list.ts'
import { mergeMetadata, metadata } from '#server/sandbox/core/metadata.ts'
import { type Operation, operation } from '#server/sandbox/core/operation.ts'
import {
  boolean,
  currency,
  integer,
  object,
  type Parsed,
  required,
  type ShapeOf,
  string,
} from '#server/sandbox/core/params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { customers } from '#server/sandbox/resources/customers/customer.ts'
import { costOf, prices } from '#server/sandbox/resources/prices/price.ts'
import { invoices, linesList, totalsOf } from './invoice.ts'
import { buildInvoiceItem, invoiceItems, lineOfInvoiceItem } from './invoice-item.ts'

const createParams = {
  amount: integer(),
  currency: currency(),
  customer: required(string()),
  description: string(),
  invoice: string(),
  metadata: metadata(),
  pricing: object({ price: string() }),
  quantity: integer({ min: 0 }),
} satisfies ShapeOf<Stripe.InvoiceItemCreateParams>

/** Puts the item on a draft at once instead of waiting for the next invoice. */
function addToDraft(work: Work, item: Stripe.InvoiceItem, id: string): Stripe.InvoiceItem {
  const draft = work.need(invoices, id, 'invoice', 400)
  if (draft.status !== 'draft') {
    throw invalid('You can only add invoice items to draft invoices.', {
      code: 'invoice_not_editable',
      param: 'invoice',
    })
  }
  if (draft.currency !== item.currency) {
    throw invalid(
      `The currency of the invoice item (${item.currency}) does not match the invoice's (${draft.currency}).`,
    )
  }
  const lines = [...draft.lines.data, { ...lineOfInvoiceItem(work, item), invoice: id }]
  work.update(invoices, draft, { lines: linesList(id, lines), ...totalsOf(lines) }, 'invoice.updated')
  return work.put(invoiceItems, { ...item, invoice: id })
}

function create(work: Work, params: Parsed<typeof createParams>): Stripe.InvoiceItem {
  const customer = work.need(customers, params.customer, 'customer', 400)
  const { pricing, quantity = 1, amount: given } = params
  const price =
    pricing?.price === undefined ? undefined : work.need(prices, pricing.price, 'pricing[price]', 400)
  if (price && given !== undefined)
    throw invalid('You may only specify one of these parameters: amount, pricing.')
  const amount = price ? costOf(price, quantity) : given
  if (amount === undefined)
    throw invalid('You must specify `amount` or `pricing` when creating an invoice item.')
  const item = work.create(
    invoiceItems,
    buildInvoiceItem(work, {
      customer: customer.id,
      amount,
      currency: price?.currency ?? params.currency ?? customer.currency ?? 'usd',
      description: params.description ?? null,
      quantity,
      price,
      metadata: mergeMetadata({}, params.metadata),
    }),
    'invoiceitem.created',
  )
  return params.invoice === undefined ? item : addToDraft(work, item, params.invoice)
}

function remove(work: Work, id: string): Stripe.DeletedInvoiceItem {
  const item = work.need(invoiceItems, id, 'invoiceitem')
  if (item.invoice !== null) throw invalid('You cannot delete an invoice item that is on an invoice.')
  work.remove(invoiceItems, id)
  work.emit('invoiceitem.deleted', item)
  return { id, object: 'invoiceitem', deleted: true }
}

export const invoiceItemOperations: readonly Operation[] = [
  operation({ method: 'POST', path: '/v1/invoiceitems', params: createParams, run: create }),
  operation({
    method: 'GET',
    path: '/v1/invoiceitems',
    params: {
      ...pageParams,
      created: createdParam,
      customer: string(),
      invoice: string(),
      pending: boolean(),
    },
    run: (work, params) =>
      page(work, invoiceItems, params, {
        url: '/v1/invoiceitems',
        by: params.customer === undefined ? undefined : ['customer', params.customer],
        keep: item =>
          (params.invoice === undefined || item.invoice === params.invoice) &&
          (params.pending === undefined || (item.invoice === null) === params.pending),
      }),
  }),
  operation({
    method: 'GET',
    path: '/v1/invoiceitems/:invoiceitem',
    params: {},
    run: (work, _, id) => work.need(invoiceItems, id, 'invoiceitem'),
  }),
  operation({
    method: 'DELETE',
    path: '/v1/invoiceitems/:invoiceitem',
    params: {},
    run: (work, _, id) => remove(work, id),
  }),
]
