import type Stripe from 'stripe'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { charges } from '#server/sandbox/resources/charges/charge.ts'
import { customers } from '#server/sandbox/resources/customers/customer.ts'
import { refunds } from '#server/sandbox/resources/refunds/refund.ts'
import { failRefund } from '#server/sandbox/resources/refunds/reverse-refund.ts'
import { disputes } from './dispute.ts'
import { withdrawFunds } from './dispute-money.ts'
import { type DisputeSortName, disputeSorts } from './dispute-sort.ts'
import { retireWarnings } from './early-fraud-warning.ts'

const daySeconds = 24 * 60 * 60
const answerWithinDays = 8
const judgedAfterMs = 2_000
const inquiryClosesAfterMs = 120 * daySeconds * 1000

/** The end of the UTC day, eight days on. */
export const dueBy = (now: number): number =>
  Math.floor(now / daySeconds + answerWithinDays + 1) * daySeconds - 1

/** What Stripe fills in by itself from what it knows of the customer. */
function prefilled(work: Work, charge: Stripe.Charge): Stripe.Dispute.Evidence {
  const customer = work.get(customers, idOf(charge.customer) ?? '')
  return {
    access_activity_log: null,
    billing_address: null,
    cancellation_policy: null,
    cancellation_policy_disclosure: null,
    cancellation_rebuttal: null,
    customer_communication: null,
    customer_email_address: customer?.email ?? charge.billing_details.email,
    customer_name: customer?.name ?? charge.billing_details.name,
    customer_purchase_ip: null,
    customer_signature: null,
    duplicate_charge_documentation: null,
    duplicate_charge_explanation: null,
    duplicate_charge_id: null,
    enhanced_evidence: {},
    product_description: charge.description,
    receipt: null,
    refund_policy: null,
    refund_policy_disclosure: null,
    refund_refusal_explanation: null,
    service_date: null,
    service_documentation: null,
    shipping_address: null,
    shipping_carrier: null,
    shipping_date: null,
    shipping_documentation: null,
    shipping_tracking_number: null,
    uncategorized_file: null,
    uncategorized_text: null,
  }
}

/** A dispute of a charge as the bank sends it; it is not written yet. */
export function buildDispute(
  work: Work,
  charge: Stripe.Charge,
  { reason, networkReasonCode, caseType }: (typeof disputeSorts)[DisputeSortName],
  amount = charge.amount_captured,
): Stripe.Dispute {
  const inquiry = caseType === 'inquiry'
  const brand = charge.payment_method_details?.card?.brand ?? 'visa'
  return {
    id: work.id('du'),
    object: 'dispute',
    amount,
    balance_transactions: [],
    charge: charge.id,
    created: work.now,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: prefilled(work, charge),
    evidence_details: {
      due_by: dueBy(work.now),
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: inquiry,
    livemode: false,
    metadata: {},
    network_reason_code: networkReasonCode,
    payment_intent: idOf(charge.payment_intent),
    payment_method_details: {
      card: { brand, case_type: caseType, network: brand, network_reason_code: networkReasonCode },
      type: 'card',
    },
    reason,
    status: inquiry ? 'warning_needs_response' : 'needs_response',
  }
}

/** Opens a dispute: tells of it and, unless it is an inquiry, takes the money. */
export function openDispute(
  work: Work,
  charge: Stripe.Charge,
  sort: DisputeSortName,
  amount?: number,
): Stripe.Dispute {
  const dispute = work.create(
    disputes,
    buildDispute(work, charge, disputeSorts[sort], amount),
    'charge.dispute.created',
  )
  work.put(charges, { ...work.need(charges, charge.id), disputed: true })
  retireWarnings(work, charge.id)
  const due = dispute.evidence_details.due_by
  if (due !== null) work.later((due - work.now + 1) * 1000, 'dispute.expire', dispute.id)
  if (disputeSorts[sort].caseType === 'inquiry') {
    work.later(inquiryClosesAfterMs, 'dispute.close_inquiry', dispute.id)
    return dispute
  }
  work.later(judgedAfterMs, 'dispute.eligibility', dispute.id)
  const withdrawn = withdrawFunds(work, dispute)
  work.emit('charge.dispute.funds_withdrawn', withdrawn)
  return withdrawn
}

const recentSeconds = 60

/** The bank turns an inquiry into a chargeback: money goes, and refunds on their way fail. */
export function escalate(work: Work, inquiry: Stripe.Dispute): Stripe.Dispute {
  const charge = idOf(inquiry.charge) ?? ''
  for (const refund of work.by(refunds, 'charge', charge)) {
    const onItsWay = refund.status === 'pending' || work.now - refund.created < recentSeconds
    const over = refund.status === 'failed' || refund.status === 'canceled'
    if (!over && onItsWay) failRefund(work, refund, 'charge_for_pending_refund_disputed')
  }
  const { payment_method_details: details, evidence_details } = inquiry
  const chargeback = work.update(
    disputes,
    inquiry,
    {
      status: 'needs_response',
      is_charge_refundable: false,
      ...(details?.card
        ? { payment_method_details: { ...details, card: { ...details.card, case_type: 'chargeback' } } }
        : {}),
      evidence_details: { ...evidence_details, due_by: dueBy(work.now), submission_count: 0 },
    },
    'charge.dispute.updated',
  )
  const due = dueBy(work.now)
  work.later((due - work.now + 1) * 1000, 'dispute.expire', inquiry.id)
  const withdrawn = withdrawFunds(work, chargeback)
  work.emit('charge.dispute.funds_withdrawn', withdrawn)
  return withdrawn
}
