import { type OurReason, ourReason, type RefundReason, refundReason } from './refund.ts'

export const refundReasonWords: Record<RefundReason, string> = {
  requested_by_customer: 'Requested by customer',
  duplicate: 'Duplicate',
  fraudulent: 'Fraudulent',
}

export const ourReasonWords: Record<OurReason, string> = {
  damaged_in_transit: 'Damaged in transit',
  not_delivered: 'Not delivered',
  wrong_item: 'Wrong item',
  not_as_described: 'Not as described',
  late_delivery: 'Late delivery',
  cancelled_order: 'Cancelled order',
  goodwill: 'Goodwill',
  billing_error: 'Billing error',
  other: 'Other',
}

/** Why a refund was asked for: our own reason if there is one, else Stripe's; an unknown word as it came. */
export function whyRefunded(operation: { reason: string | null; ourReason: string | null }): string {
  const own = ourReason.safeParse(operation.ourReason)
  if (own.success) return ourReasonWords[own.data]
  const stripes = refundReason.safeParse(operation.reason)
  if (stripes.success) return refundReasonWords[stripes.data]
  return (operation.ourReason ?? operation.reason ?? '').replaceAll('_', ' ')
}
