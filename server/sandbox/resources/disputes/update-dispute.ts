import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import { mergeMetadata, metadata } from '#server/sandbox/core/metadata.ts'
import { boolean, oneOf, type Parsed, type ShapeOf } from '#server/sandbox/core/params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { charges } from '#server/sandbox/resources/charges/charge.ts'
import { checkEvidence, checkFileSizes } from './check-evidence.ts'
import { checkEligible, eligibilityOf } from './compelling-evidence.ts'
import { disputes } from './dispute.ts'
import { chargeCounterFee } from './dispute-money.ts'
import { evidenceParam } from './evidence-params.ts'
import { mergeEvidence } from './merge-evidence.ts'
import { isInquiry } from './settle-dispute.ts'

export const updateParams = {
  evidence: evidenceParam,
  intended_submission_method: oneOf('manual', 'prefer_manual', 'prefer_smart_disputes', 'smart_disputes'),
  metadata: metadata(),
  submit: boolean(),
} satisfies ShapeOf<Stripe.DisputeUpdateParams>
type Params = Parsed<typeof updateParams>

const decidedAfterMs = 5_000
const escalatedAfterMs = 4_000
const ended: ReadonlySet<string> = new Set(['won', 'lost', 'warning_closed', 'prevented'])

/** What each answerable status becomes when the answer is sent. */
const sentAs: Readonly<Record<string, Stripe.Dispute.Status>> = {
  needs_response: 'under_review',
  warning_needs_response: 'warning_under_review',
  appeal_needs_response: 'appeal_under_review',
}

/** @throws {ApiFailure} 400 when nothing more can be done. */
export function checkOpen(dispute: Stripe.Dispute): void {
  if (ended.has(dispute.status)) throw invalid('This dispute is already closed')
}

/** What the bank will make of it: the test words of Stripe's own test mode decide, in an appeal its reason's. */
function askTheBank(work: Work, dispute: Stripe.Dispute): void {
  const { uncategorized_text: text, appeal } = dispute.evidence
  const appeals = dispute.status === 'appeal_under_review'
  const words = (appeals ? appeal?.card?.reason_for_filing : text) ?? ''
  if (isInquiry(dispute) && words.includes('escalate_inquiry_evidence')) {
    work.later(escalatedAfterMs, 'dispute.escalate', dispute.id)
  } else if (words.includes('winning_evidence')) {
    work.later(decidedAfterMs, 'dispute.win', dispute.id)
  } else if (words.includes('losing_evidence')) {
    work.later(decidedAfterMs, 'dispute.lose', dispute.id)
  }
}

/** The properties of a dispute whose evidence is changed, and perhaps sent. */
function answered(
  work: Work,
  dispute: Stripe.Dispute,
  given: Params,
  sends: boolean,
): Partial<Stripe.Dispute> {
  const evidence = given.evidence ? mergeEvidence(dispute.evidence, given.evidence) : dispute.evidence
  checkFileSizes(work, evidence)
  const { evidence_details: details } = dispute
  const sent = { submission_count: details.submission_count + 1, submission_method: 'manual' as const }
  return {
    evidence,
    evidence_details: {
      ...details,
      enhanced_eligibility: eligibilityOf({ ...dispute, evidence }),
      has_evidence: true,
      ...(sends ? sent : {}),
    },
    ...(sends ? { status: sentAs[dispute.status] ?? dispute.status } : {}),
  }
}

/** Stages evidence or, unless `submit` is false, sends it to the bank. @throws {ApiFailure} when it is closed or sent. */
export function updateDispute(work: Work, params: Params, id: string): Stripe.Dispute {
  const dispute = work.need(disputes, id, 'dispute')
  checkOpen(dispute)
  const { evidence, metadata: change, intended_submission_method: intended } = params
  const staged = params.submit === true && dispute.evidence_details.has_evidence
  const sends = (params.submit ?? true) && (evidence !== undefined || staged)
  if (evidence !== undefined || staged) work.notes.submit = sends
  const answers = evidence !== undefined || staged
  if (answers && sentAs[dispute.status] === undefined) {
    throw invalid('Evidence for this dispute has already been submitted, and cannot be changed.')
  }
  if (evidence) checkEvidence(work, evidence)
  if (evidence) checkEligible(dispute, evidence)
  const next = work.update(
    disputes,
    dispute,
    {
      metadata: mergeMetadata(dispute.metadata, change),
      ...(intended === undefined ? {} : { intended_submission_method: intended }),
      ...(answers ? answered(work, dispute, params, sends) : {}),
    },
    'charge.dispute.updated',
  )
  if (!sends) return next
  if (next.status === 'under_review') chargeCounterFee(work, next)
  const charge = work.get(charges, idOf(dispute.charge) ?? '')
  if (charge) work.emit('charge.updated', charge, {})
  askTheBank(work, next)
  return next
}
