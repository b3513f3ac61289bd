import { embeddedPage } from '#server/sandbox/core/embedded-page.ts'
import { createdWithin, page, pageParams } from '#server/sandbox/core/list.ts'
import { type Operation, operation, type Resource } from '#server/sandbox/core/operation.ts'
import { boolean, type Parsed } from '#server/sandbox/core/params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { searchOperation } from '#server/sandbox/search/search-operation.ts'
import { searchableInvoices } from '#server/sandbox/search/searchables.ts'
import { attachParams, attachPayment } from './attach-payment.ts'
import { markUncollectible, voidInvoice } from './close-invoice.ts'
import { createInvoice } from './create-invoice.ts'
import { dunnings } from './dunning.ts'
import { deleteInvoice, updateInvoice } from './edit-invoice.ts'
import {
  addLines,
  addParams,
  lineParams,
  removeLines,
  removeParams,
  updateLine,
  updateLines,
  updateLinesParams,
} from './edit-lines.ts'
import { invoices, subscriptionOf } from './invoice.ts'
import { invoiceItems } from './invoice-item.ts'
import { invoiceItemOperations } from './invoice-item-operations.ts'
import { invoiceJobs } from './invoice-jobs.ts'
import { invoiceLines } from './invoice-line.ts'
import { invoiceSequences } from './invoice-number.ts'
import { invoicePage } from './invoice-page.ts'
import { createParams, listParams, payParams, updateParams } from './invoice-params.ts'
import { invoicePayments } from './invoice-payment.ts'
import { invoicePaymentOperations } from './invoice-payment-operations.ts'
import { finalizeByHand, payInvoice, sendInvoice } from './pay-invoice.ts'
import { previewInvoice } from './preview-invoice.ts'
import { previewParams } from './preview-params.ts'

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

const at = '/v1/invoices/:invoice'

const actions: readonly Operation[] = [
  operation({ method: 'POST', path: `${at}/pay`, params: payParams, run: payInvoice }),
  operation({
    method: 'POST',
    path: `${at}/finalize`,
    params: { auto_advance: boolean() },
    run: finalizeByHand,
  }),
  operation({ method: 'POST', path: `${at}/send`, params: {}, run: (work, _, id) => sendInvoice(work, id) }),
  operation({
    method: 'POST',
    path: `${at}/void`,
    params: {},
    run: (work, _, id) => voidInvoice(work, work.need(invoices, id, 'invoice')),
  }),
  operation({
    method: 'POST',
    path: `${at}/mark_uncollectible`,
    params: {},
    run: (work, _, id) => markUncollectible(work, work.need(invoices, id, 'invoice')),
  }),
  operation({ method: 'POST', path: `${at}/attach_payment`, params: attachParams, run: attachPayment }),
]

const lineOperations: readonly Operation[] = [
  operation({
    method: 'GET',
    path: `${at}/lines`,
    params: pageParams,
    run: (work, params, id) =>
      embeddedPage(work.need(invoices, id, 'invoice').lines.data, params, `/v1/invoices/${id}/lines`),
  }),
  operation({ method: 'POST', path: `${at}/lines/:line_item_id`, params: lineParams, run: updateLine }),
  operation({ method: 'POST', path: `${at}/add_lines`, params: addParams, run: addLines }),
  operation({ method: 'POST', path: `${at}/update_lines`, params: updateLinesParams, run: updateLines }),
  operation({ method: 'POST', path: `${at}/remove_lines`, params: removeParams, run: removeLines }),
]

export const invoiceResource: Resource = {
  kinds: [invoices, invoiceItems, invoiceLines, invoicePayments, invoiceSequences, dunnings],
  jobs: invoiceJobs,
  pages: [invoicePage],
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
      path: at,
      params: {},
      run: (work, _, id) => work.need(invoices, id, 'invoice'),
    }),
    operation({ method: 'POST', path: at, params: updateParams, run: updateInvoice }),
    operation({
      method: 'DELETE',
      path: at,
      params: {},
      run: (work, _, id) => deleteInvoice(work, id),
    }),
    ...lineOperations,
    ...actions,
    ...invoiceItemOperations,
    ...invoicePaymentOperations,
  ],
}
