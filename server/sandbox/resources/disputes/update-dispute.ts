import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import { mergeMetadata, metadata } from '#server/sandbox/core/metadata.ts'
import { boolean, oneOf, type Parsed, type ShapeOf } from '#server/sandbox/core/params.ts'
import { buildAddress } from '#server/sandbox/core/shared-params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { charges } from '#server/sandbox/resources/charges/charge.ts'
import { disputes, evidenceFiles } from './dispute.ts'
import { type EvidenceChange, evidenceParam } from './evidence-params.ts'
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
const open: ReadonlySet<string> = new Set(['needs_response', 'warning_needs_response'])
const ended: ReadonlySet<string> = new Set(['won', 'lost', 'warning_closed', 'prevented'])

/** @throws {ApiFailure} 400 when nothing more can be done. */
export function checkOpen(dispute: Stripe.Dispute): void {
  if (ended.has(dispute.status)) throw invalid('This dispute is already closed')
}

type Enhanced = NonNullable<EvidenceChange['enhanced_evidence']>
type Vce3 = NonNullable<Enhanced['visa_compelling_evidence_3']>

function transactionOf(given: NonNullable<Vce3['disputed_transaction']>) {
  return {
    customer_account_id: given.customer_account_id ?? null,
    customer_device_fingerprint: given.customer_device_fingerprint ?? null,
    customer_device_id: given.customer_device_id ?? null,
    customer_email_address: given.customer_email_address ?? null,
    customer_purchase_ip: given.customer_purchase_ip ?? null,
    product_description: given.product_description ?? null,
    shipping_address: given.shipping_address ? buildAddress(given.shipping_address) : null,
  }
}

function enhancedOf(given: Enhanced): Stripe.Dispute.Evidence.EnhancedEvidence {
  const { visa_compelling_evidence_3: vce, visa_compliance: visa, mastercard_compliance: mastercard } = given
  const disputed = vce?.disputed_transaction
  return {
    ...(visa ? { visa_compliance: { fee_acknowledged: visa.fee_acknowledged ?? false } } : {}),
    ...(mastercard
      ? { mastercard_compliance: { fee_acknowledged: mastercard.fee_acknowledged ?? false } }
      : {}),
    ...(vce
      ? {
          visa_compelling_evidence_3: {
            disputed_transaction: disputed
              ? {
                  ...transactionOf(disputed),
                  merchandise_or_services: disputed.merchandise_or_services ?? null,
                }
              : null,
            prior_undisputed_transactions: (vce.prior_undisputed_transactions ?? []).map(prior => ({
              ...transactionOf(prior),
              charge: prior.charge,
            })),
          },
        }
      : {}),
  }
}

function mergeEvidence(current: Stripe.Dispute.Evidence, change: EvidenceChange): Stripe.Dispute.Evidence {
  const { enhanced_evidence: enhanced, appeal, ...plain } = change
  const card = appeal?.card
  return {
    ...current,
    ...plain,
    ...(enhanced === undefined
      ? {}
      : {
          enhanced_evidence:
            enhanced === null ? {} : { ...current.enhanced_evidence, ...enhancedOf(enhanced) },
        }),
    ...(card
      ? {
          appeal: {
            card: {
              ...(card.reason_for_filing ? { reason_for_filing: card.reason_for_filing } : {}),
              ...(card.supporting_files ? { supporting_files: card.supporting_files } : {}),
            },
          },
        }
      : {}),
  }
}

/** @throws {ApiFailure} 400 naming the field whose file does not exist. */
function checkFiles(work: Work, evidence: EvidenceChange): void {
  for (const field of evidenceFiles) {
    const id = evidence[field]
    if (id && !work.core.state.find(id)) {
      throw invalid(`No such file upload: '${id}'`, { code: 'resource_missing', param: `evidence[${field}]` })
    }
  }
}

/** What the bank will make of it: the test words of Stripe's own test mode decide. */
function askTheBank(work: Work, dispute: Stripe.Dispute): void {
  const words = dispute.evidence.uncategorized_text ?? ''
  if (isInquiry(dispute) && words.includes('escalate_inquiry_evidence')) {
    work.later(escalatedAfterMs, 'dispute.escalate', dispute.id)
  } else if (words.includes('winning_evidence')) {
    work.later(decidedAfterMs, 'dispute.win', dispute.id)
  } else if (words.includes('losing_evidence')) {
    work.later(decidedAfterMs, 'dispute.lose', dispute.id)
  }
}

/** Stages evidence or, unless `submit` is false, sends it to the bank. @throws {ApiFailure} when it is closed or sent. */
export function updateDispute(work: Work, params: Params, id: string): Stripe.Dispute {
  const dispute = work.need(disputes, id, 'dispute')
  checkOpen(dispute)
  const { evidence, metadata: change, submit = true, intended_submission_method: intended } = params
  const sends = evidence !== undefined && submit
  if (evidence !== undefined) work.notes.submit = submit
  if (evidence !== undefined && !open.has(dispute.status)) {
    throw invalid('Evidence for this dispute has already been submitted, and cannot be changed.')
  }
  if (evidence) checkFiles(work, evidence)
  const { evidence_details: details } = dispute
  const count = details.submission_count + 1
  const next = work.update(
    disputes,
    dispute,
    {
      metadata: mergeMetadata(dispute.metadata, change),
      ...(intended === undefined ? {} : { intended_submission_method: intended }),
      ...(evidence === undefined
        ? {}
        : {
            evidence: mergeEvidence(dispute.evidence, evidence),
            evidence_details: {
              ...details,
              has_evidence: true,
              ...(sends ? { submission_count: count, submission_method: 'manual' as const } : {}),
            },
          }),
      ...(sends ? { status: isInquiry(dispute) ? 'warning_under_review' : 'under_review' } : {}),
    },
    'charge.dispute.updated',
  )
  if (sends) {
    const charge = work.get(charges, idOf(dispute.charge) ?? '')
    if (charge) work.emit('charge.updated', charge, {})
    askTheBank(work, next)
  }
  return next
}
