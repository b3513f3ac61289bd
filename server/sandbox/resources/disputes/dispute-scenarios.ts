import type Stripe from 'stripe'
import type { Scenario } from '#server/sandbox/core/scenario.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { chargeOf, idsOf, payByCard } from '#server/sandbox/resources/payment-intents/stage-payment.ts'
import { disputes } from './dispute.ts'
import { disputeSorts } from './dispute-sort.ts'
import { buildDispute, dueBy, openDispute } from './open-dispute.ts'
import { endDispute } from './settle-dispute.ts'

/** The network stopped the dispute before it was filed: no money moves, and there is nothing to answer. */
function prevent(work: Work, charge: Stripe.Charge): Stripe.Dispute {
  const built = buildDispute(work, charge, { ...disputeSorts.fraudulent, caseType: 'block' })
  const evidence_details = { ...built.evidence_details, due_by: null }
  const prevented = work.create(
    disputes,
    { ...built, evidence_details, is_charge_refundable: true, status: 'prevented' },
    'charge.dispute.created',
  )
  work.emit('charge.dispute.closed', prevented)
  return prevented
}

/** A lost dispute that the network lets the seller appeal. */
function openAppeal(work: Work, lost: Stripe.Dispute): Stripe.Dispute {
  const due_by = dueBy(work.now)
  work.later((due_by - work.now + 1) * 1000, 'dispute.expire', lost.id)
  const evidence_details = { ...lost.evidence_details, due_by }
  const change = { status: 'appeal_needs_response' as const, evidence_details }
  return work.update(disputes, lost, change, 'charge.dispute.updated')
}

const prevented: Scenario = (work, body) => {
  const intent = payByCard(work, body, 'visa')
  return { ...idsOf(intent), dispute: prevent(work, chargeOf(work, intent)).id }
}

const appealed: Scenario = (work, body) => {
  const intent = payByCard(work, body, 'visa')
  const lost = endDispute(work, openDispute(work, chargeOf(work, intent), 'fraudulent'), 'lost')
  return { ...idsOf(intent), dispute: openAppeal(work, lost).id }
}

/** Disputes that the test cards cannot bring about. */
export const disputeScenarios: Readonly<Record<string, Scenario>> = {
  'prevented-dispute': prevented,
  'dispute-appeal': appealed,
}
