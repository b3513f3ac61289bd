import * as z from 'zod'
import { customerRef, paymentMethod } from '#shared/domain/customer.ts'
import { money } from '#shared/domain/money-schema.ts'
import { stripeId } from '#shared/domain/stripe-ids.ts'
import { timelineEntry } from '#shared/domain/timeline.ts'
import { endpoint, pageOf, pageQuery } from './endpoint.ts'

const params = z.strictObject({ id: stripeId('customer') })

export const customerSummary = customerRef.extend({
  /** Null for a deleted one, of which Stripe keeps only the id. */
  createdAt: z.int().nullable(),
  description: z.string().nullable(),
})
export type CustomerSummary = z.infer<typeof customerSummary>

export const customer = customerSummary.extend({
  phone: z.string().nullable(),
  address: z.string().nullable(),
  language: z.string().nullable(),
  balance: money.nullable(),
  /** Email, phone and address are masked for this reader. */
  masked: z.boolean(),
  paymentMethods: z.array(paymentMethod),
  metadata: z.array(z.strictObject({ key: z.string(), value: z.string() })),
  asOf: z.int(),
})
export type Customer = z.infer<typeof customer>

/** Sums over the customer's latest payments, by currency. */
export const customerFigures = z.strictObject({
  paid: z.array(money),
  refunded: z.array(money),
  failedIn90Days: z.int(),
  payments: z.int(),
  /** There are more payments than were summed. */
  more: z.boolean(),
})
export type CustomerFigures = z.infer<typeof customerFigures>

export const listCustomers = endpoint({
  name: 'listCustomers',
  summary: 'Customers, the newest first',
  method: 'GET',
  path: '/api/customers',
  access: 'customer:read',
  query: z.strictObject({ ...pageQuery, email: z.string().max(320).optional() }),
  reply: pageOf(customerSummary),
})

export const getCustomer = endpoint({
  name: 'getCustomer',
  summary: 'One customer with their payment methods',
  method: 'GET',
  path: '/api/customers/:id',
  access: 'customer:read',
  params,
  reply: customer,
})

export const getCustomerFigures = endpoint({
  name: 'getCustomerFigures',
  summary: 'What a customer paid, and what went back',
  method: 'GET',
  path: '/api/customers/:id/figures',
  access: 'customer:read',
  params,
  reply: customerFigures,
})

export const getCustomerTimeline = endpoint({
  name: 'getCustomerTimeline',
  summary: 'What happened with a customer: payments, events, operations',
  method: 'GET',
  path: '/api/customers/:id/timeline',
  access: 'customer:read',
  params,
  reply: z.strictObject({ data: z.array(timelineEntry) }),
})
