import * as z from 'zod'
import { payment, paymentSummary } from '#shared/domain/payment.ts'
import { stripeId } from '#shared/domain/stripe-ids.ts'
import { timelineEntry } from '#shared/domain/timeline.ts'
import { endpoint, pageOf, pageQuery } from './endpoint.ts'

const params = z.strictObject({ id: stripeId('paymentIntent', 'charge') })

export const listPayments = endpoint({
  name: 'listPayments',
  summary: 'Payments, the newest first',
  method: 'GET',
  path: '/api/payments',
  access: 'payment:read',
  query: z.strictObject({ ...pageQuery, customer: stripeId('customer').optional() }),
  reply: pageOf(paymentSummary),
})

export const getPayment = endpoint({
  name: 'getPayment',
  summary: 'One payment with its refunds, disputes and attempts; a charge id leads to its payment',
  method: 'GET',
  path: '/api/payments/:id',
  access: 'payment:read',
  params,
  reply: payment,
})

export const getPaymentTimeline = endpoint({
  name: 'getPaymentTimeline',
  summary: 'What happened with a payment: attempts, events, operations',
  method: 'GET',
  path: '/api/payments/:id/timeline',
  access: 'payment:read',
  params,
  reply: z.strictObject({ data: z.array(timelineEntry) }),
})
