import type Stripe from 'stripe'
import { defineKind, idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import type { Decline } from '#server/sandbox/resources/payment-methods/test-card.ts'
import { refunds } from '#server/sandbox/resources/refunds/refund.ts'

const shownRefunds = 10

export const charges = defineKind<Stripe.Charge>({
  name: 'charge',
  prefix: 'ch',
  indexes: {
    amount: charge => String(charge.amount),
    customer: charge => idOf(charge.customer),
    payment_intent: charge => idOf(charge.payment_intent),
    last4: charge => charge.payment_method_details?.card?.last4,
  },
  expandable: [
    'balance_transaction',
    'customer',
    'failure_balance_transaction',
    'on_behalf_of',
    'payment_intent',
    'review',
    'transfer',
  ],
  computed: {
    refunds(charge, reader): Stripe.ApiList<Stripe.Refund> {
      const made = reader.by(refunds, 'charge', charge.id)
      const url = `/v1/charges/${charge.id}/refunds`
      return { object: 'list', data: made.slice(0, shownRefunds), has_more: made.length > shownRefunds, url }
    },
  },
})

const goodOutcome: Stripe.Charge.Outcome = {
  advice_code: null,
  network_advice_code: null,
  network_decline_code: null,
  network_status: 'approved_by_network',
  reason: null,
  risk_level: 'normal',
  risk_score: 24,
  seller_message: 'Payment complete.',
  type: 'authorized',
}

/** How an attempt ended: approved (`null`), or declined by the issuer or by Radar. */
export interface Verdict {
  readonly decline: Decline | null
  readonly blocked: boolean
  readonly authenticated: boolean
}

export function outcomeOf({ decline, blocked }: Verdict): Stripe.Charge.Outcome {
  if (decline === null) return goodOutcome
  if (blocked) {
    return {
      ...goodOutcome,
      network_status: 'not_sent_to_network',
      reason: 'highest_risk_level',
      risk_level: 'highest',
      risk_score: 92,
      seller_message: 'Stripe blocked this payment as too risky.',
      type: 'blocked',
    }
  }
  const reason = decline.declineCode ?? decline.code ?? null
  return {
    ...goodOutcome,
    advice_code: reason === 'insufficient_funds' ? 'try_again_later' : 'do_not_try_again',
    network_decline_code: '05',
    network_status: 'declined_by_network',
    reason,
    seller_message: 'The bank returned the decline code `'.concat(reason ?? 'generic_decline', '`.'),
    type: 'issuer_declined',
  }
}

const threeDSecure: Stripe.Charge.PaymentMethodDetails.Card.ThreeDSecure = {
  authentication_flow: 'challenge',
  electronic_commerce_indicator: '05',
  exemption_indicator: null,
  result: 'authenticated',
  result_reason: null,
  transaction_id: 'f879ea1c-aa2c-4441-806d-e30406466d79',
  version: '2.2.0',
}

/** What the charge keeps of the card that paid. */
export function cardDetails(
  method: Stripe.PaymentMethod,
  amount: number,
  { decline, authenticated }: Verdict,
  captureBefore?: number,
): Stripe.Charge.PaymentMethodDetails {
  const { card } = method
  if (!card) return { type: method.type }
  return {
    type: 'card',
    card: {
      amount_authorized: decline ? null : amount,
      authorization_code: null,
      brand: card.brand,
      ...(captureBefore === undefined ? {} : { capture_before: captureBefore }),
      checks: card.checks,
      country: card.country,
      electronic_commerce_indicator: authenticated ? '05' : null,
      exp_month: card.exp_month,
      exp_year: card.exp_year,
      extended_authorization: { status: 'disabled' },
      fingerprint: card.fingerprint ?? null,
      funding: card.funding,
      incremental_authorization: { status: 'unavailable' },
      installments: null,
      last4: card.last4,
      mandate: null,
      multicapture: { status: 'unavailable' },
      network: card.brand,
      network_token: { used: false },
      network_transaction_id: decline ? null : '104102978678771',
      overcapture: { maximum_amount_capturable: amount, status: 'unavailable' },
      regulated_status: card.regulated_status,
      three_d_secure: authenticated ? threeDSecure : null,
      transaction_link_id: null,
      wallet: null,
    },
  }
}

interface Given {
  readonly intent: Stripe.PaymentIntent
  readonly method: Stripe.PaymentMethod
  readonly verdict: Verdict
  readonly captured: boolean
}

/** How long a bank holds money that was not captured. */
export const holdSeconds = 7 * 24 * 60 * 60

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
    application: null,
    application_fee: null,
    application_fee_amount: null,
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
    on_behalf_of: null,
    outcome: outcomeOf(verdict),
    paid: !decline,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: cardDetails(method, intent.amount, verdict, captureBefore),
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
    transfer_data: null,
    transfer_group: intent.transfer_group,
  }
}
