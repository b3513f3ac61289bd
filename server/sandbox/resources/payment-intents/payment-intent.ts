import type Stripe from 'stripe'
import { invalid, missing } from '#server/sandbox/core/api-failure.ts'
import { defineKind, idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { formatMoney, smallestStep } from '#shared/domain/money.ts'
import { plainOptions } from './method-options.ts'

export const paymentIntents = defineKind<Stripe.PaymentIntent>({
  name: 'payment_intent',
  prefix: 'pi',
  indexes: { customer: intent => idOf(intent.customer) },
  expandable: [
    'customer',
    'latest_charge',
    'on_behalf_of',
    'payment_method',
    'review',
    'transfer_data.destination',
  ],
})

const maxAmount = 99_999_999
const smallest: Readonly<Record<string, number>> = {
  usd: 50,
  aud: 50,
  brl: 50,
  cad: 50,
  chf: 50,
  eur: 50,
  inr: 50,
  nzd: 50,
  sgd: 50,
  ron: 200,
  bgn: 100,
  czk: 1500,
  dkk: 250,
  gbp: 30,
  hkd: 400,
  huf: 17500,
  jpy: 50,
  mxn: 1000,
  myr: 200,
  nok: 300,
  pln: 200,
  sek: 300,
  thb: 1000,
  aed: 200,
}

/** The least that is charged in a currency, in its minor unit. */
export const leastCharge = (currency: string): number => smallest[currency] ?? 1

/**
 * @throws {ApiFailure} 400 for an amount that Stripe would not charge: below the currency's least, above its most, or
 * one that the currency does not have.
 */
export function checkAmount(amount: number, currency: string): void {
  const least = leastCharge(currency)
  if (amount < least) {
    const shown = formatMoney({ amount: least, currency })
    throw invalid(`Amount must be at least ${shown} ${currency}`, {
      code: 'amount_too_small',
      param: 'amount',
    })
  }
  if (amount > maxAmount) {
    const shown = formatMoney({ amount: maxAmount, currency })
    throw invalid(`Amount must be no more than ${shown}`, { code: 'amount_too_large', param: 'amount' })
  }
  checkStep(amount, currency)
}

/** @throws {ApiFailure} 400 for an amount between two that the currency has, such as 5124 fils or 1550 ISK. */
export function checkStep(amount: number, currency: string): void {
  const step = smallestStep(currency)
  if (amount % step === 0) return
  throw invalid(
    `Invalid amount: ${amount}. Amounts in ${currency.toUpperCase()} must be a multiple of ${step}.`,
    { param: 'amount' },
  )
}

type Given = Pick<Stripe.PaymentIntent, 'amount' | 'currency'> & Partial<Stripe.PaymentIntent>

/** A payment intent before any attempt; it is not written yet. */
export function buildPaymentIntent(work: Work, given: Given): Stripe.PaymentIntent {
  const id = work.id('pi')
  return {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: { allow_redirects: 'always', enabled: true },
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic_async',
    client_secret: `${id}_secret_${work.core.ids.text(25)}`,
    confirmation_method: 'automatic',
    created: work.sandboxNow,
    customer: null,
    customer_account: null,
    description: null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: plainOptions,
    payment_method_types: ['card'],
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: given.payment_method ? 'requires_confirmation' : 'requires_payment_method',
    transfer_data: null,
    transfer_group: null,
    ...given,
  }
}

/** @throws {ApiFailure} 404 naming `intent`. */
export function needIntent(work: Work, id: string): Stripe.PaymentIntent {
  const intent = work.get(paymentIntents, id)
  if (!intent) throw missing('payment_intent', id, 'intent')
  return intent
}

/** The refusal of a step that the intent's state does not allow; it carries the intent, as Stripe's does. */
export function unexpectedState(intent: Stripe.PaymentIntent, message: string) {
  return invalid(message, { code: 'payment_intent_unexpected_state', payment_intent: intent })
}
