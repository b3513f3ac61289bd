import type Stripe from 'stripe'
import { createdParam, createdWithin, page, pageParams } from '#server/sandbox/core/list.ts'
import { type Operation, operation } from '#server/sandbox/core/operation.ts'
import { boolean, type ShapeOf, string } from '#server/sandbox/core/params.ts'
import { createInvoiceItem, createParams } from './create-invoice-item.ts'
import { deleteInvoiceItem, updateInvoiceItem, updateParams } from './edit-invoice-item.ts'
import { invoiceItems } from './invoice-item.ts'

const listParams = {
  ...pageParams,
  created: createdParam,
  customer: string(),
  invoice: string(),
  pending: boolean(),
} satisfies ShapeOf<Stripe.InvoiceItemListParams>

export const invoiceItemOperations: readonly Operation[] = [
  operation({ method: 'POST', path: '/v1/invoiceitems', params: createParams, run: createInvoiceItem }),
  operation({
    method: 'GET',
    path: '/v1/invoiceitems',
    params: listParams,
    run(work, params) {
      const { customer, invoice, pending } = params
      const within = createdWithin(params.created)
      return page(work, invoiceItems, params, {
        url: '/v1/invoiceitems',
        by: invoice ? ['invoice', invoice] : customer ? ['customer', customer] : undefined,
        keep: item =>
          within({ id: item.id, created: item.date }) &&
          (customer === undefined || item.customer === customer) &&
          (pending === undefined || (item.invoice === null) === pending),
      })
    },
  }),
  operation({
    method: 'GET',
    path: '/v1/invoiceitems/:invoiceitem',
    params: {},
    run: (work, _, id) => work.need(invoiceItems, id, 'invoiceitem'),
  }),
  operation({
    method: 'POST',
    path: '/v1/invoiceitems/:invoiceitem',
    params: updateParams,
    run: updateInvoiceItem,
  }),
  operation({
    method: 'DELETE',
    path: '/v1/invoiceitems/:invoiceitem',
    params: {},
    run: (work, _, id) => deleteInvoiceItem(work, id),
  }),
]
