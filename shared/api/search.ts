import * as z from 'zod'
import { customerRef } from '#shared/domain/customer.ts'
import { paymentSummary } from '#shared/domain/payment.ts'
import { endpoint } from './endpoint.ts'

export const searchTargets = ['customer', 'payment', 'dispute', 'invoice', 'subscription', 'event'] as const
export const searchTarget = z.enum(searchTargets)
export type SearchTarget = z.infer<typeof searchTarget>

export const searchReply = z.strictObject({
  query: z.string(),
  /** A pasted id leads straight to its page: a refund and a charge to their payment. */
  direct: z.strictObject({ target: searchTarget, id: z.string() }).nullable(),
  customers: z.array(customerRef.extend({ matched: z.string() })),
  payments: z.array(paymentSummary.extend({ matched: z.string() })),
  /** What could not be searched, in words; the rest is complete. */
  missing: z.array(z.string()),
})
export type SearchReply = z.infer<typeof searchReply>

export const search = endpoint({
  name: 'search',
  summary: 'Find a customer or payment by email, name, last four digits, exact amount or any Stripe id',
  method: 'GET',
  path: '/api/search',
  access: 'customer:read',
  query: z.strictObject({ q: z.string().trim().min(1).max(500) }),
  reply: searchReply,
})
