import * as z from 'zod'

/** Stripe's reasons on create; `expired_uncaptured_charge` is Stripe's own and only read. */
export const refundReasons = ['requested_by_customer', 'duplicate', 'fraudulent'] as const
export const refundReason = z.enum(refundReasons)
export type RefundReason = z.infer<typeof refundReason>

/** Our own sub-reasons, for reports; Stripe never sees them as a reason. */
export const ourReasons = [
  'damaged_in_transit',
  'not_delivered',
  'wrong_item',
  'not_as_described',
  'late_delivery',
  'cancelled_order',
  'goodwill',
  'billing_error',
  'other',
] as const
export const ourReason = z.enum(ourReasons)
export type OurReason = z.infer<typeof ourReason>

/**
 * A refund's state in our words. Stripe's own `status` is an open string: an unknown one passes through as it came.
 * `failed_later`: Stripe had said succeeded before.
 */
export const refundStates = [
  'pending',
  'waiting_for_balance',
  'requires_action',
  'succeeded',
  'failed',
  'failed_later',
  'canceled',
] as const
export type RefundState = (typeof refundStates)[number]

export const refund = z.strictObject({
  id: z.string(),
  amount: z.int(),
  currency: z.string(),
  state: z.string(),
  reason: z.string().nullable(),
  ourReason: z.string().nullable(),
  note: z.string().nullable(),
  failureReason: z.string().nullable(),
  /** The bank's reference (ARN), for the customer to quote. */
  reference: z.string().nullable(),
  /** `reversal`: the payment's line vanishes from the statement. */
  destination: z.string().nullable(),
  createdAt: z.int(),
  /** Who asked for it here; null for a refund made elsewhere. */
  requestedBy: z.string().nullable(),
  operationId: z.string().nullable(),
})
export type Refund = z.infer<typeof refund>

/** Refunds in these states hold their amount: the money is on its way or gone. */
const holding = new Set<string>(['pending', 'waiting_for_balance', 'requires_action', 'succeeded'])
export const holdsAmount = (state: string): boolean => holding.has(state)
