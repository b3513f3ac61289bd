import type Stripe from 'stripe'
import type { Work } from '#server/sandbox/core/work.ts'
import { disputes } from './dispute.ts'
import { reinstateFunds } from './dispute-money.ts'

type End = 'won' | 'lost' | 'warning_closed'

const inquiry: ReadonlySet<string> = new Set(['warning_needs_response', 'warning_under_review'])

export const isInquiry = (dispute: Stripe.Dispute): boolean => inquiry.has(dispute.status)

/** Ends a dispute, once and for all; what is won comes back, and the charge can be refunded again. */
export function endDispute(work: Work, dispute: Stripe.Dispute, end: End): Stripe.Dispute {
  const refundable = end !== 'lost'
  const ended = work.put(disputes, { ...dispute, status: end, is_charge_refundable: refundable })
  const settled = end === 'won' ? reinstateFunds(work, ended) : ended
  work.emit('charge.dispute.closed', settled)
  return settled
}
