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

export interface DisputeReasonWords {
  /** For a row: "Never arrived". */
  readonly claim: string
  /** For the case: follows "Kwame Mensah's bank says ". */
  readonly sentence: string
  /** What the bank looks for, as one sentence. */
  readonly looksFor: string
}

const words = (claim: string, sentence: string, looksFor: string): DisputeReasonWords => ({
  claim,
  sentence,
  looksFor,
})

const bankReturn =
  'Card evidence does not apply to a bank return. Accept it and bill again, unless the bank erred.'

/** Stripe's reasons in plain words: https://docs.stripe.com/disputes/categories */
const reasons: Readonly<Record<string, DisputeReasonWords>> = {
  bank_cannot_process: words('Bank could not process it', 'it could not process the payment.', bankReturn),
  check_returned: words('Check was returned', 'the check was returned.', bankReturn),
  credit_not_processed: words(
    'A refund never came',
    'a promised refund never came.',
    'It will look for the refund, or for the policy that says none was due.',
  ),
  customer_initiated: words(
    'Customer disputes it',
    'the customer disputes the payment.',
    'It will look for proof that the customer agreed and received what they paid for.',
  ),
  debit_not_authorized: words('Debit was not authorized', 'the debit was not authorized.', bankReturn),
  duplicate: words(
    'Charged twice',
    'the customer was charged twice.',
    'It will look for proof that the two payments were for different things.',
  ),
  fraudulent: words(
    'Did not make the payment',
    'the cardholder did not make this payment.',
    'It will look for proof that the cardholder took part: device, address, earlier orders.',
  ),
  general: words(
    'Asks about the payment',
    'it wants to know more about the payment.',
    'It will look for anything that explains the payment.',
  ),
  incorrect_account_details: words('Wrong account details', 'the account details were wrong.', bankReturn),
  insufficient_funds: words('Not enough money', 'the account did not hold enough money.', bankReturn),
  noncompliant: words(
    'Breaks network rules',
    'the payment breaks a rule of the card network.',
    'It will look for proof that the rule was kept.',
  ),
  product_not_received: words(
    'Never arrived',
    'the order never arrived.',
    'It will look for proof of delivery to the address on the order.',
  ),
  product_unacceptable: words(
    'Not as described',
    'what arrived was not as described.',
    'It will look for what was promised, what was sent, and what you offered to put it right.',
  ),
  subscription_canceled: words(
    'Subscription was canceled',
    'the subscription had been canceled.',
    'It will look for the cancellation terms and for use after the date of cancellation.',
  ),
  unrecognized: words(
    'Does not recognize it',
    'the cardholder does not recognize the payment.',
    'It will look for what links the payment to the cardholder.',
  ),
}

/** A reason that we do not know is shown as it came. */
export const reasonWords = (reason: string): DisputeReasonWords =>
  reasons[reason] ??
  words(
    reason.replaceAll('_', ' '),
    `"${reason.replaceAll('_', ' ')}".`,
    'It does not say what it looks for.',
  )

/** How pressing a deadline is. `none`: Stripe takes no answer. */
export type Urgency = 'none' | 'past_due' | 'under_3_days' | 'under_7_days' | 'later'

const dayMs = 24 * 60 * 60 * 1000

export function urgencyOf(dueBy: number | null, now: number): Urgency {
  if (dueBy === null) return 'none'
  if (dueBy <= now) return 'past_due'
  if (dueBy - now < 3 * dayMs) return 'under_3_days'
  return dueBy - now < 7 * dayMs ? 'under_7_days' : 'later'
}

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
  /** Our draft in a few words: how many fields are written and files attached; null when there is none. */
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
