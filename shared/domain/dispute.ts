import * as z from 'zod'
import { customerRef, paymentMethodRef } from './customer.ts'
import { person } from './person.ts'

/**
 * Stripe's statuses with our own: `past_due` (not answered in time), `accepted` (closed by us), and the two of early
 * fraud warnings (`_over`: refunded in full, or disputed since).
 */
export const disputeStates = [
  'needs_response',
  'under_review',
  'won',
  'lost',
  'accepted',
  'prevented',
  'past_due',
  'warning_needs_response',
  'warning_under_review',
  'warning_closed',
  'appeal_needs_response',
  'appeal_under_review',
  'early_fraud_warning',
  'early_fraud_warning_over',
] as const
export type DisputeState = (typeof disputeStates)[number]

export const disputeKinds = ['chargeback', 'inquiry', 'early_fraud_warning'] as const
export const disputeKind = z.enum(disputeKinds)
export type DisputeKind = z.infer<typeof disputeKind>

const waiting = new Set([
  'needs_response',
  'past_due',
  'warning_needs_response',
  'appeal_needs_response',
  'early_fraud_warning',
])
const reviewed = new Set(['under_review', 'warning_under_review', 'appeal_under_review'])
const decided = new Set([
  'won',
  'lost',
  'accepted',
  'prevented',
  'warning_closed',
  'early_fraud_warning_over',
])

/** Someone here must still do something about it. */
export const isOpenDispute = (state: string): boolean => waiting.has(state)
export const isUnderReview = (state: string): boolean => reviewed.has(state)
export const isDecidedDispute = (state: string): boolean => decided.has(state)

export const disputeSummary = z.strictObject({
  id: z.string(),
  kind: disputeKind,
  state: z.string(),
  reason: z.string(),
  /** The network and its own code, such as `Visa 13.1`, as far as known. */
  networkCode: z.string().nullable(),
  amount: z.int(),
  currency: z.string(),
  customer: customerRef.nullable(),
  paymentId: z.string().nullable(),
  chargeId: z.string(),
  /** Null when no answer is possible, or none is due. */
  dueBy: z.int().nullable(),
  createdAt: z.int(),
  /** Our draft in a few words: how many arguments are written and files attached; null when there is none. */
  draft: z.strictObject({ fields: z.int(), files: z.int(), savedAt: z.int() }).nullable(),
  submissionCount: z.int(),
  /** Of an early fraud warning: what can still be refunded before it becomes a dispute. Otherwise null. */
  refundable: z.int().nullable(),
  /** When it was decided, as far as known; null while it is not. */
  closedAt: z.int().nullable(),
})
export type DisputeSummary = z.infer<typeof disputeSummary>

export const disputeDraft = z.strictObject({
  /** Counts saves; a save must name the version that it was made from. 0: nothing saved yet. */
  version: z.int(),
  productType: z.enum(['physical', 'digital', 'service', 'other']),
  fields: z.record(z.string(), z.string()),
  files: z.record(
    z.string(),
    z.strictObject({ fileId: z.string(), name: z.string(), size: z.int(), type: z.string() }),
  ),
  savedAt: z.int().nullable(),
  savedBy: person.nullable(),
})
export type DisputeDraft = z.infer<typeof disputeDraft>

export const disputeCase = disputeSummary.omit({ draft: true }).extend({
  isChargeRefundable: z.boolean(),
  method: paymentMethodRef.nullable(),
  paymentDescription: z.string().nullable(),
  paymentCreatedAt: z.int().nullable(),
  /** What Stripe moved because of it: amounts and fees, in the settlement currency. */
  movements: z.array(
    z.strictObject({
      id: z.string(),
      amount: z.int(),
      fee: z.int(),
      currency: z.string(),
      createdAt: z.int(),
      description: z.string().nullable(),
    }),
  ),
  /** What Stripe holds as evidence already: filled in by Stripe, or submitted. */
  evidence: z.record(z.string(), z.string()),
  /** What the payment tells, by evidence field: offered where nothing is written. */
  fromPayment: z.record(z.string(), z.string()),
  draft: disputeDraft,
  /** The operation that submits or accepts, once there is one. */
  operationId: z.string().nullable(),
  /** How the evidence went: null while none has been sent. */
  submission: z.strictObject({ sentLate: z.boolean() }).nullable(),
  asOf: z.int(),
})
export type DisputeCase = z.infer<typeof disputeCase>
