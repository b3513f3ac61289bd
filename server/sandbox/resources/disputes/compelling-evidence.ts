import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { charges } from '#server/sandbox/resources/charges/charge.ts'
import { disputes } from './dispute.ts'
import type { EvidenceChange } from './evidence-params.ts'

type Eligibility = Stripe.Dispute.EvidenceDetails.EnhancedEligibility
type Given = NonNullable<Stripe.Dispute.Evidence.EnhancedEvidence['visa_compelling_evidence_3']>

const daySeconds = 24 * 60 * 60
const priorFrom = 365 * daySeconds
const priorTo = 120 * daySeconds

/** Whether two earlier payments by the same card, undisputed and of the right age, speak for this one. */
function hasPriors(work: Work, charge: Stripe.Charge): boolean {
  const { card } = charge.payment_method_details ?? {}
  const customer = idOf(charge.customer)
  if (!card?.fingerprint || customer === null) return false
  const priors = work.by(charges, 'customer', customer).filter(({ created, disputed, paid, ...prior }) => {
    const age = charge.created - created
    const same = prior.payment_method_details?.card?.fingerprint === card.fingerprint
    return same && paid && !disputed && age >= priorTo && age <= priorFrom
  })
  return priors.length >= 2
}

/** Tells, a moment after the dispute, that Visa Compelling Evidence 3.0 can answer it; else nothing is said. */
export function judgeEligibility(work: Work, dispute: Stripe.Dispute): void {
  const charge = work.get(charges, idOf(dispute.charge) ?? '')
  if (!charge || dispute.network_reason_code !== '10.4' || !hasPriors(work, charge)) return
  const { evidence_details: details } = dispute
  const eligible: Stripe.Dispute = {
    ...dispute,
    enhanced_eligibility_types: ['visa_compelling_evidence_3'],
  }
  const change = {
    enhanced_eligibility_types: eligible.enhanced_eligibility_types,
    evidence_details: { ...details, enhanced_eligibility: eligibilityOf(eligible) },
  }
  work.update(disputes, dispute, change, 'charge.dispute.updated')
}

type Identified = Given['prior_undisputed_transactions'][number] | NonNullable<Given['disputed_transaction']>

const main = ['customer_purchase_ip', 'customer_device_fingerprint', 'customer_device_id'] as const
const further = ['customer_account_id', 'customer_email_address'] as const

/** Two things that are the same in all three payments, one of them an address on the network or a device. */
function isIdentified(disputed: Identified, priors: readonly Identified[]): boolean {
  const same = (field: (typeof main)[number] | (typeof further)[number]): boolean =>
    Boolean(disputed[field]) && priors.every(prior => prior[field] === disputed[field])
  const ip = same('customer_purchase_ip')
  const device = same('customer_device_fingerprint') || same('customer_device_id')
  const address = JSON.stringify(disputed.shipping_address)
  const ships =
    disputed.shipping_address !== null &&
    priors.every(prior => JSON.stringify(prior.shipping_address) === address)
  const more = [ip && device, ships, ...further.map(same)].some(Boolean)
  return (ip || device) && more
}

type Action = Stripe.Dispute.EvidenceDetails.EnhancedEligibility.VisaCompellingEvidence3.RequiredAction

function actionsFor(given: Given | undefined): Action[] {
  const { disputed_transaction: disputed, prior_undisputed_transactions: priors = [] } = given ?? {}
  const complete = disputed && priors.length === 2
  const missing: readonly (readonly [boolean, Action])[] = [
    [!complete || !isIdentified(disputed, priors), 'missing_customer_identifiers'],
    [!disputed?.product_description, 'missing_disputed_transaction_description'],
    [!disputed?.merchandise_or_services, 'missing_merchandise_or_services'],
    [
      priors.length < 2 || priors.some(prior => !prior.product_description),
      'missing_prior_undisputed_transaction_description',
    ],
    [priors.length < 2, 'missing_prior_undisputed_transactions'],
  ]
  return missing.filter(([lacks]) => lacks).map(([, action]) => action)
}

/** What enhanced evidence still lacks, for each sort that this dispute can be answered with. */
export function eligibilityOf({ enhanced_eligibility_types: types, evidence }: Stripe.Dispute): Eligibility {
  const {
    visa_compelling_evidence_3: vce,
    visa_compliance,
    mastercard_compliance,
  } = evidence.enhanced_evidence
  const actions = actionsFor(vce)
  const fee = (acknowledged: boolean | undefined) => ({
    status: acknowledged ? ('fee_acknowledged' as const) : ('requires_fee_acknowledgement' as const),
  })
  return {
    ...(types.includes('visa_compelling_evidence_3')
      ? {
          visa_compelling_evidence_3: {
            required_actions: actions,
            status: actions.length === 0 ? ('qualified' as const) : ('requires_action' as const),
          },
        }
      : {}),
    ...(types.includes('visa_compliance') ? { visa_compliance: fee(visa_compliance?.fee_acknowledged) } : {}),
    ...(types.includes('mastercard_compliance')
      ? { mastercard_compliance: fee(mastercard_compliance?.fee_acknowledged) }
      : {}),
  }
}

/** @throws {ApiFailure} 400 for enhanced evidence of a sort that this dispute does not take. */
export function checkEligible(
  { enhanced_eligibility_types: types }: Stripe.Dispute,
  { enhanced_evidence: enhanced }: EvidenceChange,
): void {
  const wrong = Object.keys(enhanced ?? {}).find(type => !types.some(eligible => eligible === type))
  if (wrong === undefined) return
  throw invalid(`This dispute is not eligible for the enhanced evidence ${wrong}.`, {
    param: `evidence[enhanced_evidence][${wrong}]`,
  })
}
