import type Stripe from 'stripe'
import type { JobHandlers } from '#server/sandbox/core/job.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { charges } from '#server/sandbox/resources/charges/charge.ts'
import { behaviourOf } from '#server/sandbox/resources/payment-methods/behaviour.ts'
import { judgeEligibility } from './compelling-evidence.ts'
import { disputes } from './dispute.ts'
import { raiseEarlyFraudWarning } from './early-fraud-warning.ts'
import { escalate, openDispute } from './open-dispute.ts'
import { endDispute, isInquiry } from './settle-dispute.ts'

/** What the card of this charge brings: one dispute, or two that share the amount. */
function open(work: Work, chargeId: string): void {
  const charge = work.get(charges, chargeId)
  if (!charge?.payment_method) return
  const { disputes: sort } = behaviourOf(work, charge.payment_method)
  if (sort === undefined) return
  if (sort !== 'twice') {
    openDispute(work, charge, sort)
    return
  }
  const half = Math.floor(charge.amount_captured / 2)
  openDispute(work, charge, 'fraudulent', half)
  openDispute(work, charge, 'product_not_received', charge.amount_captured - half)
}

const whileIn =
  (statuses: readonly string[], run: (work: Work, dispute: Stripe.Dispute) => void) =>
  (work: Work, id: string): void => {
    const dispute = work.get(disputes, id)
    if (dispute && statuses.includes(dispute.status)) run(work, dispute)
  }

const reviewed = ['under_review', 'warning_under_review', 'appeal_under_review']

/** What banks do by themselves. */
export const disputeJobs: JobHandlers = {
  'dispute.open': open,
  'dispute.win': whileIn(reviewed, (work, dispute) => {
    endDispute(work, dispute, isInquiry(dispute) ? 'warning_closed' : 'won')
  }),
  'dispute.lose': whileIn(reviewed, (work, dispute) => {
    endDispute(work, dispute, isInquiry(dispute) ? 'warning_closed' : 'lost')
  }),
  'dispute.escalate': whileIn(['warning_needs_response', 'warning_under_review'], escalate),
  'dispute.eligibility': whileIn(['needs_response'], judgeEligibility),
  'dispute.expire': whileIn(['needs_response', 'appeal_needs_response'], (work, dispute) => {
    const { due_by: due } = dispute.evidence_details
    // An escalated inquiry has a later deadline than the job that was set when it opened.
    if (due !== null && due > work.now) work.later((due - work.now + 1) * 1000, 'dispute.expire', dispute.id)
    else endDispute(work, dispute, 'lost')
  }),
  'dispute.close_inquiry': whileIn(['warning_needs_response', 'warning_under_review'], (work, dispute) => {
    endDispute(work, dispute, 'warning_closed')
  }),
  'early_fraud_warning.raise': (work, chargeId) => {
    const charge = work.get(charges, chargeId)
    if (charge) raiseEarlyFraudWarning(work, charge)
  },
}
