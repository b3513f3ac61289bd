import * as z from 'zod'
import { invoice, invoiceSummary } from '#shared/domain/invoice.ts'
import { stripeId } from '#shared/domain/stripe-ids.ts'
import { endpoint, pageOf, pageQuery } from './endpoint.ts'

export const listInvoices = endpoint({
  name: 'listInvoices',
  summary: 'Invoices, the newest first',
  method: 'GET',
  path: '/api/invoices',
  access: 'invoice:read',
  query: z.strictObject({
    ...pageQuery,
    customer: stripeId('customer').optional(),
    subscription: stripeId('subscription').optional(),
    status: z.enum(['draft', 'open', 'paid', 'uncollectible', 'void']).optional(),
  }),
  reply: pageOf(invoiceSummary),
})

export const getInvoice = endpoint({
  name: 'getInvoice',
  summary: 'One invoice with its lines and payments',
  method: 'GET',
  path: '/api/invoices/:id',
  access: 'invoice:read',
  params: z.strictObject({ id: stripeId('invoice') }),
  reply: invoice,
})
