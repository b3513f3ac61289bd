import type Stripe from 'stripe'
import type { Payment, PaymentSummary } from '#shared/domain/payment.ts'
import { customerRefOf } from './customer.ts'
import { methodRefOf } from './method.ts'
import { type PaymentFacts, paymentStateOf, refundFiguresOf } from './payment-state.ts'
import { refundOf } from './refund.ts'
import { expanded, idOf, msOf, msOrNull } from './stripe-object.ts'

export interface PaymentObjects extends PaymentFacts {
  /** Every try to charge, the newest first. */
  readonly charges: readonly Stripe.Charge[]
  readonly refunds: readonly Stripe.Refund[]
  readonly warnings: readonly Stripe.Radar.EarlyFraudWarning[]
  readonly invoicePayment: Stripe.InvoicePayment | null
}

/** A row of a list, from an intent with its latest charge, or from a bare charge. */
export function paymentSummaryOf(facts: PaymentFacts): PaymentSummary {
  const { intent, charge } = facts
  const object = intent ?? charge
  if (!object) throw new Error('A payment has an intent or a charge')
  const details = charge?.payment_method_details ?? expanded(intent?.payment_method)
  return {
    id: object.id,
    chargeId: charge?.id ?? idOf(intent?.latest_charge),
    amount: object.amount,
    currency: object.currency,
    amountRefunded: charge?.captured ? charge.amount_refunded : 0,
    state: paymentStateOf(facts),
    description: object.description ?? charge?.description ?? null,
    customer: customerRefOf(object.customer ?? charge?.customer),
    method: methodRefOf(details),
    createdAt: msOf(object.created),
  }
}

export function paymentOf(objects: PaymentObjects, asOf: number): Payment {
  const { charge, disputes, charges, refunds } = objects
  const warning = objects.warnings.find(one => one.actionable) ?? null
  const summary = paymentSummaryOf(objects)
  const transaction = expanded(charge?.balance_transaction)
  const invoice = objects.invoicePayment?.invoice
  return {
    ...summary,
    state: warning && summary.state === 'paid' ? 'early_fraud_warning' : summary.state,
    figures: refundFiguresOf(objects),
    fee: transaction ? { amount: transaction.fee, currency: transaction.currency } : null,
    statementDescriptor: charge?.calculated_statement_descriptor ?? null,
    riskLevel: charge?.outcome?.risk_level ?? null,
    riskScore: charge?.outcome?.risk_score ?? null,
    checks: checksOf(charge),
    captureBefore:
      summary.state === 'authorized' ? msOrNull(charge?.payment_method_details?.card?.capture_before) : null,
    invoiceId: idOf(invoice),
    invoiceNumber: invoiceNumberOf(invoice),
    earlyFraudWarning: warning
      ? { id: warning.id, type: warning.fraud_type, createdAt: msOf(warning.created) }
      : null,
    refunds: refunds.map(refundOf),
    disputes: disputes.map(disputeOf),
    attempts: charges.map(attemptOf),
    asOf,
  }
}

function checksOf(charge: Stripe.Charge | null): Payment['checks'] {
  const card = charge?.payment_method_details?.card
  return {
    cvc: card?.checks?.cvc_check ?? null,
    postalCode: card?.checks?.address_postal_code_check ?? null,
    threeDSecure: card?.three_d_secure?.result ?? null,
  }
}

function invoiceNumberOf(invoice: Stripe.InvoicePayment['invoice'] | undefined): string | null {
  const object = expanded(invoice)
  return object && !object.deleted ? object.number : null
}

const disputeOf = (dispute: Stripe.Dispute): Payment['disputes'][number] => ({
  id: dispute.id,
  state: dispute.status,
  reason: dispute.reason,
  amount: dispute.amount,
  currency: dispute.currency,
  dueBy: msOrNull(dispute.evidence_details.due_by),
  createdAt: msOf(dispute.created),
})

/** A charge is decided or it is not: a status that we do not know is not an end. */
function attemptState(status: string): Payment['attempts'][number]['state'] {
  return status === 'succeeded' || status === 'failed' ? status : 'pending'
}

const attemptOf = (charge: Stripe.Charge): Payment['attempts'][number] => ({
  chargeId: charge.id,
  state: attemptState(charge.status),
  amount: charge.amount,
  currency: charge.currency,
  method: methodRefOf(charge.payment_method_details),
  failureCode: charge.outcome?.reason ?? charge.failure_code,
  failureMessage: charge.failure_message,
  createdAt: msOf(charge.created),
})
