import * as z from 'zod'
import { customerRef, paymentMethodRef } from './customer.ts'
import { refund } from './refund.ts'

export const paymentStates = [
  'paid',
  'partly_refunded',
  'refunded',
  'declined',
  'requires_action',
  'authorized',
  'processing',
  'incomplete',
  'canceled',
  'disputed',
  'early_fraud_warning',
] as const
export type PaymentState = (typeof paymentStates)[number]

/** A PaymentIntent with its latest charge, or a bare charge, as a row of a list. */
export const paymentSummary = z.strictObject({
  id: z.string(),
  chargeId: z.string().nullable(),
  amount: z.int(),
  currency: z.string(),
  amountRefunded: z.int(),
  state: z.string(),
  description: z.string().nullable(),
  customer: customerRef.nullable(),
  method: paymentMethodRef.nullable(),
  createdAt: z.int(),
})
export type PaymentSummary = z.infer<typeof paymentSummary>

/** Why no refund can be made now; `null` when one can. */
export const refundBlocks = [
  'fully_refunded',
  'disputed',
  'not_captured',
  'not_paid',
  'canceled',
  'processing',
  'all_reserved',
] as const
export const refundBlock = z.enum(refundBlocks)
export type RefundBlock = z.infer<typeof refundBlock>

export const refundBlockSentences: Record<RefundBlock, string> = {
  fully_refunded: 'Everything that was paid has been refunded already.',
  disputed: 'This payment is disputed: the bank has taken the money, and a refund would pay twice.',
  not_captured: 'The money was authorized but not captured. Cancel the payment to release it.',
  not_paid: 'There is no successful charge to refund.',
  canceled: 'This payment was canceled; no money was taken.',
  processing: 'The payment is still being processed. Refund it when it is paid.',
  all_reserved: 'What is left is held by refunds that wait for an approval or for Stripe’s answer.',
}

/** The arithmetic of a refund, all in the payment's currency. `refundable` = captured − refunded − pending. */
export const refundFigures = z.strictObject({
  currency: z.string(),
  charged: z.int(),
  captured: z.int(),
  /** Given back, as far as Stripe has said so. */
  refunded: z.int(),
  /** Held by operations of ours that Stripe has not answered for yet. */
  pending: z.int(),
  refundable: z.int(),
  block: refundBlock.nullable(),
})
export type RefundFigures = z.infer<typeof refundFigures>

/** Stripe's figures, of which `left` could be refunded, with what our own open operations hold taken off. */
export function withReserved(figures: RefundFigures, left: number, reserved: number): RefundFigures {
  const refundable = Math.max(0, left - reserved)
  const block = figures.block ?? (refundable === 0 && reserved > 0 ? 'all_reserved' : null)
  return { ...figures, pending: figures.pending + reserved, refundable, block }
}

export const paymentDispute = z.strictObject({
  id: z.string(),
  state: z.string(),
  reason: z.string(),
  amount: z.int(),
  currency: z.string(),
  dueBy: z.int().nullable(),
  createdAt: z.int(),
})

/** One try to charge: a payment can have several declined ones before it is paid. */
export const paymentAttempt = z.strictObject({
  chargeId: z.string(),
  state: z.enum(['succeeded', 'pending', 'failed']),
  amount: z.int(),
  currency: z.string(),
  method: paymentMethodRef.nullable(),
  failureCode: z.string().nullable(),
  failureMessage: z.string().nullable(),
  createdAt: z.int(),
})

export const payment = paymentSummary.extend({
  figures: refundFigures,
  /** Stripe's processing fee, in the settlement currency; never returned. */
  fee: z.strictObject({ amount: z.int(), currency: z.string() }).nullable(),
  statementDescriptor: z.string().nullable(),
  riskLevel: z.string().nullable(),
  riskScore: z.number().nullable(),
  /** What the bank said of the card's checks, such as `pass`. */
  checks: z.strictObject({
    cvc: z.string().nullable(),
    postalCode: z.string().nullable(),
    threeDSecure: z.string().nullable(),
  }),
  captureBefore: z.int().nullable(),
  invoiceId: z.string().nullable(),
  invoiceNumber: z.string().nullable(),
  earlyFraudWarning: z.strictObject({ id: z.string(), type: z.string(), createdAt: z.int() }).nullable(),
  refunds: z.array(refund),
  disputes: z.array(paymentDispute),
  attempts: z.array(paymentAttempt),
  /** When this was true; older than now when Stripe could not be read in time. */
  asOf: z.int(),
})
export type Payment = z.infer<typeof payment>
