import * as z from 'zod'
import { customerRef } from './customer.ts'

export const invoiceStates = ['draft', 'open', 'overdue', 'paid', 'uncollectible', 'void'] as const
export type InvoiceState = (typeof invoiceStates)[number]

export const invoiceSummary = z.strictObject({
  id: z.string(),
  number: z.string().nullable(),
  state: z.string(),
  customer: customerRef.nullable(),
  description: z.string().nullable(),
  total: z.int(),
  amountRemaining: z.int(),
  currency: z.string(),
  dueAt: z.int().nullable(),
  createdAt: z.int(),
  subscriptionId: z.string().nullable(),
})
export type InvoiceSummary = z.infer<typeof invoiceSummary>

export const invoice = invoiceSummary.extend({
  lines: z.array(
    z.strictObject({
      id: z.string(),
      description: z.string().nullable(),
      quantity: z.number().nullable(),
      amount: z.int(),
    }),
  ),
  amountPaid: z.int(),
  attemptCount: z.int(),
  nextAttemptAt: z.int().nullable(),
  paidAt: z.int().nullable(),
  /** Payments that paid it, or tried to. */
  payments: z.array(z.strictObject({ paymentId: z.string(), state: z.string(), amount: z.int().nullable() })),
})
export type Invoice = z.infer<typeof invoice>
