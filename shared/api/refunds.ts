import * as z from 'zod'
import { paymentMethodRef } from '#shared/domain/customer.ts'
import { money } from '#shared/domain/money-schema.ts'
import { operation, operationId } from '#shared/domain/operation.ts'
import { paymentDispute, refundFigures } from '#shared/domain/payment.ts'
import { person } from '#shared/domain/person.ts'
import { ourReason, refundReason } from '#shared/domain/refund.ts'
import { stripeId } from '#shared/domain/stripe-ids.ts'
import { endpoint } from './endpoint.ts'

export const createRefundBody = z.strictObject({
  operationId,
  paymentId: stripeId('paymentIntent', 'charge'),
  /** Minor units, always said, also for a full refund. */
  amount: z.int('Must be a whole number of minor units').min(1, 'Must be above zero').max(99_999_999_999),
  currency: z.string().regex(/^[a-z]{3}$/, 'Must be a lower-case currency code'),
  reason: refundReason,
  ourReason: ourReason.optional(),
  note: z.string().max(1000).optional(),
  ticket: z.string().max(100).optional(),
  /** What the form showed as refundable: refused as stale when that is no longer so. */
  expectedRefundable: z.int().min(0),
})
export type CreateRefundBody = z.infer<typeof createRefundBody>

export const refundPreview = z.strictObject({
  paymentId: z.string(),
  figures: refundFigures,
  description: z.string().nullable(),
  customerName: z.string().nullable(),
  method: paymentMethodRef.nullable(),
  paidAt: z.int(),
  /** Stripe's fee, which it keeps. */
  fee: money.nullable(),
  limit: money.nullable(),
  used: money,
  /** People who can approve what is over the limit: never the reader. */
  approvers: z.array(person),
  approvalLapsesAt: z.int(),
  disputes: z.array(paymentDispute),
  earlyFraudWarning: z.boolean(),
  /** Refunds of this payment asked for in the last minutes, the newest first, to ask "again?" and to tell who changed it. */
  recent: z.array(z.strictObject({ operationId: z.string(), amount: z.int(), at: z.int(), by: person })),
})
export type RefundPreview = z.infer<typeof refundPreview>

export const previewRefund = endpoint({
  name: 'previewRefund',
  summary: 'The arithmetic of a refund, read from Stripe now, and what the reader may do alone',
  method: 'GET',
  path: '/api/payments/:id/refund',
  access: 'refund:create',
  params: z.strictObject({ id: stripeId('paymentIntent', 'charge') }),
  reply: refundPreview,
})

export const createRefund = endpoint({
  name: 'createRefund',
  summary: 'Refund a payment in part or whole; over the limit it asks for approval',
  method: 'POST',
  path: '/api/refunds',
  access: 'refund:create',
  freshSignIn: true,
  body: createRefundBody,
  reply: operation,
  status: 202,
  problems: [
    'amount_not_allowed',
    'exceeds_refundable',
    'stale',
    'currency_mismatch',
    'not_refundable',
    'charge_disputed',
    'operation_mismatch',
    'stripe_unavailable',
  ],
})
