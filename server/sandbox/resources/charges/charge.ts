import type Stripe from 'stripe'
import { defineKind, idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { refunds } from '#server/sandbox/resources/refunds/refund.ts'
import { detailsOf } from './method-details.ts'
import { outcomeOf, type Verdict } from './outcome.ts'

const shownRefunds = 10

export const charges = defineKind<Stripe.Charge>({
  name: 'charge',
  prefix: 'ch',
  otherPrefixes: ['py'],
  indexes: {
    customer: charge => idOf(charge.customer),
    payment_intent: charge => idOf(charge.payment_intent),
  },
  expandable: [
    'application_fee',
    'balance_transaction',
    'customer',
    'failure_balance_transaction',
    'on_behalf_of',
    'payment_intent',
    'review',
    'transfer',
    'transfer_data.destination',
  ],
  computed: {
    refunds(charge, reader): Stripe.ApiList<Stripe.Refund> {
      const made = reader.by(refunds, 'charge', charge.id)
      const url = `/v1/charges/${charge.id}/refunds`
      return { object: 'list', data: made.slice(0, shownRefunds), has_more: made.length > shownRefunds, url }
    },
  },
})

interface Given {
  readonly intent: Stripe.PaymentIntent
  readonly method: Stripe.PaymentMethod
  readonly verdict: Verdict
  readonly captured: boolean
}

/** How long a bank holds money that was not captured. */
export const holdSeconds = 7 * 24 * 60 * 60

/** Where a charge's money goes on to, as the intent says. */
export const transferDataOf = ({
  transfer_data: to,
}: Stripe.PaymentIntent): Stripe.Charge.TransferData | null =>
  to ? { amount: to.amount ?? null, destination: to.destination } : null

/** The charge that an attempt on a payment intent leaves; it is not written yet. */
export function buildCharge(work: Work, { intent, method, verdict, captured }: Given): Stripe.Charge {
  const { decline } = verdict
  const id = work.id('ch')
  const captureBefore = captured || decline ? undefined : work.now + holdSeconds
  return {
    id,
    object: 'charge',
    amount: intent.amount,
    amount_captured: captured && !decline ? intent.amount : 0,
    amount_refunded: 0,
    application: idOf(intent.application),
    application_fee: null,
    application_fee_amount: intent.application_fee_amount,
    balance_transaction: null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: intent.statement_descriptor ?? 'NORTHPOST COFFEE',
    captured: captured && !decline,
    created: work.sandboxNow,
    currency: intent.currency,
    customer: idOf(intent.customer),
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: decline?.code ?? null,
    failure_message: decline?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: idOf(intent.on_behalf_of),
    outcome: outcomeOf(verdict),
    paid: !decline,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: detailsOf(intent, method, verdict, captureBefore),
    radar_options: {},
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: decline ? null : `https://pay.stripe.com/receipts/payment/${id}`,
    refunded: false,
    review: null,
    shipping: intent.shipping,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: intent.statement_descriptor_suffix,
    status: decline ? 'failed' : 'succeeded',
    transfer_data: transferDataOf(intent),
    transfer_group: intent.transfer_group,
  }
}
