import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { createdWithin, page, pageParams } from '#server/sandbox/core/list.ts'
import { type Operation, operation, type Resource } from '#server/sandbox/core/operation.ts'
import { boolean, type Parsed } from '#server/sandbox/core/params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { paymentMethods } from '#server/sandbox/resources/payment-methods/payment-method.ts'
import { searchOperation } from '#server/sandbox/search/search-operation.ts'
import { searchableInvoices } from '#server/sandbox/search/searchables.ts'
import { markUncollectible, voidInvoice } from './close-invoice.ts'
import { collectInvoice } from './collect-invoice.ts'
import { createInvoice, deleteInvoice, updateInvoice } from './edit-invoice.ts'
import { finalizeInvoice } from './finalize-invoice.ts'
import { invoices, subscriptionOf } from './invoice.ts'
import { invoiceItems } from './invoice-item.ts'
import { invoiceItemOperations } from './invoice-item-operations.ts'
import { invoiceJobs } from './invoice-jobs.ts'
import { invoiceSequences } from './invoice-number.ts'
import { createParams, listParams, payParams, previewParams, updateParams } from './invoice-params.ts'
import { invoicePayments } from './invoice-payment.ts'
import { invoicePaymentOperations } from './invoice-payment-operations.ts'
import { previewInvoice } from './preview-invoice.ts'
import { settleInvoice } from './settle-invoice.ts'

function pay(work: Work, params: Parsed<typeof payParams>, id: string): Stripe.Invoice {
  const given = work.need(invoices, id, 'invoice')
  const invoice = given.status === 'draft' ? finalizeInvoice(work, given) : given
  if (invoice.status === 'paid' && given.status === 'draft') return invoice
  if (params.payment_method !== undefined)
    work.need(paymentMethods, params.payment_method, 'payment_method', 400)
  if (!params.paid_out_of_band) return collectInvoice(work, invoice, params.payment_method)
  if (invoice.status === 'paid') throw invalid('Invoice is already paid')
  return settleInvoice(work, invoice, { outOfBand: true })
}

/** @throws {ApiFailure} 400 for one that is charged automatically, or no longer open. */
function send(work: Work, id: string): Stripe.Invoice {
  const given = work.need(invoices, id, 'invoice')
  if (given.collection_method !== 'send_invoice') {
    throw invalid('You can only manually send an invoice if its collection method is `send_invoice`.')
  }
  const invoice = given.status === 'draft' ? finalizeInvoice(work, given) : given
  if (invoice.status !== 'open')
    throw invalid(`You can only send open invoices. This invoice's status is ${invoice.status}.`)
  work.emit('invoice.sent', invoice)
  return invoice
}

function finalize(work: Work, autoAdvance: boolean | undefined, id: string): Stripe.Invoice {
  const draft = work.need(invoices, id, 'invoice')
  return finalizeInvoice(work, autoAdvance === undefined ? draft : { ...draft, auto_advance: autoAdvance })
}

function list(work: Work, params: Parsed<typeof listParams>) {
  const { collection_method: how, customer, status, subscription } = params
  const within = createdWithin(params.created)
  const due = createdWithin(params.due_date)
  return page(work, invoices, params, {
    url: '/v1/invoices',
    by: subscription ? ['subscription', subscription] : customer ? ['customer', customer] : undefined,
    keep: invoice =>
      within(invoice) &&
      (params.due_date === undefined ||
        (invoice.due_date !== null && due({ id: invoice.id, created: invoice.due_date }))) &&
      (how === undefined || invoice.collection_method === how) &&
      (customer === undefined || invoice.customer === customer) &&
      (subscription === undefined || subscriptionOf(invoice) === subscription) &&
      (status === undefined || invoice.status === status),
  })
}

const actions: readonly Operation[] = [
  operation({ method: 'POST', path: '/v1/invoices/:invoice/pay', params: payParams, run: pay }),
  operation({
    method: 'POST',
    path: '/v1/invoices/:invoice/finalize',
    params: { auto_advance: boolean() },
    run: (work, params, id) => finalize(work, params.auto_advance, id),
  }),
  operation({
    method: 'POST',
    path: '/v1/invoices/:invoice/send',
    params: {},
    run: (work, _, id) => send(work, id),
  }),
  operation({
    method: 'POST',
    path: '/v1/invoices/:invoice/void',
    params: {},
    run: (work, _, id) => voidInvoice(work, work.need(invoices, id, 'invoice')),
  }),
  operation({
    method: 'POST',
    path: '/v1/invoices/:invoice/mark_uncollectible',
    params: {},
    run: (work, _, id) => markUncollectible(work, work.need(invoices, id, 'invoice')),
  }),
]

export const invoiceResource: Resource = {
  kinds: [invoices, invoiceItems, invoicePayments, invoiceSequences],
  jobs: invoiceJobs,
  operations: [
    operation({ method: 'POST', path: '/v1/invoices', params: createParams, run: createInvoice }),
    operation({ method: 'GET', path: '/v1/invoices', params: listParams, run: list }),
    searchOperation(invoices, searchableInvoices),
    operation({
      method: 'POST',
      path: '/v1/invoices/create_preview',
      params: previewParams,
      run: previewInvoice,
    }),
    operation({
      method: 'GET',
      path: '/v1/invoices/:invoice',
      params: {},
      run: (work, _, id) => work.need(invoices, id, 'invoice'),
    }),
    operation({ method: 'POST', path: '/v1/invoices/:invoice', params: updateParams, run: updateInvoice }),
    operation({
      method: 'DELETE',
      path: '/v1/invoices/:invoice',
      params: {},
      run: (work, _, id) => deleteInvoice(work, id),
    }),
    operation({
      method: 'GET',
      path: '/v1/invoices/:invoice/lines',
      params: pageParams,
      run: (work, _, id) => work.need(invoices, id, 'invoice').lines,
    }),
    ...actions,
    ...invoiceItemOperations,
    ...invoicePaymentOperations,
  ],
}
