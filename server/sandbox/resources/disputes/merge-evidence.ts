import type Stripe from 'stripe'
import { buildAddress } from '#server/sandbox/core/shared-params.ts'
import type { EvidenceChange } from './evidence-params.ts'

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

/** The evidence after a change: what is not named stays, `''` takes a field back. */
export function mergeEvidence(
  current: Stripe.Dispute.Evidence,
  change: EvidenceChange,
): Stripe.Dispute.Evidence {
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
