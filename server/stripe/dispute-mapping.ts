import type Stripe from 'stripe'
import { operationMetadataKey } from '#server/operations/port.ts'
import type { CustomerRef } from '#shared/domain/customer.ts'
import { evidenceFields } from '#shared/domain/evidence.ts'
import type { DisputeFacts } from './dispute-port.ts'
import { addressOf, customerRefOf } from './mapping/customer.ts'
import { methodRefOf } from './mapping/method.ts'
import { expanded, idOf, msOf } from './mapping/stripe-object.ts'

/** @throws {TypeError} when Stripe did not expand the charge, because half of the facts stand there. */
export function disputeFacts(dispute: Stripe.Dispute, asOf: number): DisputeFacts {
  const charge = expandedCharge(dispute.charge)
  const { due_by, submission_count, past_due } = dispute.evidence_details
  return {
    ...chargeFacts(charge),
    id: dispute.id,
    kind: dispute.status.startsWith('warning_') ? 'inquiry' : 'chargeback',
    status: dispute.status,
    reason: dispute.reason,
    networkCode: networkCodeOf(dispute, charge),
    amount: dispute.amount,
    currency: dispute.currency,
    paymentId: idOf(dispute.payment_intent) ?? charge.id,
    // Stripe says 0 where the bank takes no answer at all.
    dueBy: due_by ? msOf(due_by) : null,
    createdAt: msOf(dispute.created),
    submissionCount: submission_count,
    sentLate: past_due,
    refundable: null,
    isChargeRefundable: dispute.is_charge_refundable,
    movements: dispute.balance_transactions.map(one => ({
      id: one.id,
      amount: one.amount,
      fee: one.fee,
      currency: one.currency,
      createdAt: msOf(one.created),
      description: one.description,
    })),
    evidence: evidenceOf(dispute.evidence),
    operationId: dispute.metadata[operationMetadataKey] ?? null,
    asOf,
  }
}

/** An issuer's warning that a payment is fraud: no money has moved, and a full refund now prevents the chargeback. */
export function warningFacts(warning: Stripe.Radar.EarlyFraudWarning, asOf: number): DisputeFacts {
  const charge = expandedCharge(warning.charge)
  const network = charge.payment_method_details?.card?.network ?? charge.payment_method_details?.card?.brand
  return {
    ...chargeFacts(charge),
    id: warning.id,
    kind: 'early_fraud_warning',
    status: warning.actionable ? 'early_fraud_warning' : 'early_fraud_warning_over',
    reason: warning.fraud_type,
    networkCode: networkName(network),
    amount: charge.amount,
    currency: charge.currency,
    paymentId: idOf(warning.payment_intent) ?? idOf(charge.payment_intent) ?? charge.id,
    dueBy: null,
    createdAt: msOf(warning.created),
    submissionCount: 0,
    sentLate: false,
    refundable: charge.amount_captured - charge.amount_refunded,
    isChargeRefundable: charge.amount_captured > charge.amount_refunded,
    movements: [],
    evidence: {},
    operationId: null,
    asOf,
  }
}

type ChargeFacts = Pick<
  DisputeFacts,
  'chargeId' | 'customer' | 'method' | 'paymentDescription' | 'paymentCreatedAt' | 'fromPayment'
>

const chargeFacts = (charge: Stripe.Charge): ChargeFacts => ({
  chargeId: charge.id,
  customer: customerOf(charge),
  method: methodRefOf(charge.payment_method_details),
  paymentDescription: charge.description,
  paymentCreatedAt: msOf(charge.created),
  fromPayment: toldByPayment(charge),
})

/** A customer without a name or an email has those of the payment. */
function customerOf({ customer, billing_details: billing }: Stripe.Charge): CustomerRef | null {
  const ref = customerRefOf(customer)
  if (ref === null || ref.deleted) return ref
  return { ...ref, name: ref.name ?? billing.name, email: ref.email ?? billing.email }
}

/** What the payment says of itself, in the words of the evidence's fields. Empty values are left out. */
function toldByPayment(charge: Stripe.Charge): Record<string, string> {
  const { billing_details: billing, shipping } = charge
  const customer = customerOf(charge)
  return withoutEmpty({
    product_description: charge.description,
    customer_name: billing.name ?? customer?.name,
    customer_email_address: charge.receipt_email ?? billing.email ?? customer?.email,
    billing_address: addressOf(billing.address),
    shipping_address: addressOf(shipping?.address),
    shipping_carrier: shipping?.carrier,
    shipping_tracking_number: shipping?.tracking_number,
  })
}

/** The texts and file ids that Stripe holds; fields that we do not know and empty ones are left out. */
function evidenceOf(evidence: Stripe.Dispute.Evidence): Record<string, string> {
  const held = Object.entries(evidence)
    .filter(([name]) => evidenceFields.has(name))
    .map(([name, value]) => [name, typeof value === 'string' ? value : fileIdOf(value)])
  return withoutEmpty(Object.fromEntries(held))
}

const withoutEmpty = (values: Record<string, string | null | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1])))

/** As a person says them beside a reason code. A network that we do not know is shown as it came. */
const networks: Readonly<Record<string, string>> = {
  amex: 'Amex',
  cartes_bancaires: 'CB',
  diners: 'Diners',
  discover: 'Discover',
  eftpos_au: 'eftpos',
  interac: 'Interac',
  jcb: 'JCB',
  link: 'Link',
  mastercard: 'MC',
  unionpay: 'UnionPay',
  visa: 'Visa',
  klarna: 'Klarna',
  paypal: 'PayPal',
}

const networkName = (network: string | null | undefined): string | null =>
  network && network !== 'unknown' ? (networks[network] ?? network) : null

/** `Visa 13.1`: the network and its own code, as far as told. */
function networkCodeOf(dispute: Stripe.Dispute, charge: Stripe.Charge): string | null {
  const details = dispute.payment_method_details
  const card = details?.card
  const type = details?.type === 'card' ? undefined : details?.type
  const name = networkName(card?.network ?? card?.brand ?? type ?? charge.payment_method_details?.card?.brand)
  const code =
    card?.network_reason_code ??
    details?.klarna?.reason_code ??
    details?.paypal?.reason_code ??
    dispute.network_reason_code
  return [name, code].filter(Boolean).join(' ') || null
}

function expandedCharge(charge: string | Stripe.Charge): Stripe.Charge {
  const found = expanded(charge)
  if (found === null) throw new TypeError('Stripe did not expand the charge of a dispute')
  return found
}

/** The id that evidence names a file by, where Stripe gave the file itself. */
const fileIdOf = (value: unknown): string | null =>
  typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string'
    ? value.id
    : null
