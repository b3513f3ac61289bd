import { createdParam, createdWithin, page, pageParams } from '#server/sandbox/core/list.ts'
import { type Operation, operation } from '#server/sandbox/core/operation.ts'
import { object, oneOf, required, string } from '#server/sandbox/core/params.ts'
import { invoicePayments } from './invoice-payment.ts'

const payment = object({
  type: required(oneOf('charge', 'payment_intent', 'payment_record')),
  payment_intent: string(),
  payment_record: string(),
})

export const invoicePaymentOperations: readonly Operation[] = [
  operation({
    method: 'GET',
    path: '/v1/invoice_payments',
    params: {
      ...pageParams,
      created: createdParam,
      invoice: string(),
      payment,
      status: oneOf('canceled', 'open', 'paid'),
    },
    run(work, params) {
      const { invoice, status } = params
      const intent = params.payment?.payment_intent
      const within = createdWithin(params.created)
      return page(work, invoicePayments, params, {
        url: '/v1/invoice_payments',
        by: intent ? ['payment_intent', intent] : invoice ? ['invoice', invoice] : undefined,
        keep: item =>
          within(item) &&
          (status === undefined || item.status === status) &&
          (invoice === undefined || item.invoice === invoice),
      })
    },
  }),
  operation({
    method: 'GET',
    path: '/v1/invoice_payments/:invoice_payment',
    params: {},
    run: (work, _, id) => work.need(invoicePayments, id, 'invoice_payment'),
  }),
]
