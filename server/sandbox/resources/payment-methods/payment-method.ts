import type Stripe from 'stripe'
import { ApiFailure, missing } from '#server/sandbox/core/api-failure.ts'
import { hashText } from '#server/sandbox/core/ids.ts'
import { defineKind, idOf, type Stored } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { type TestCard, testCardNamed, testCards } from './test-card.ts'

export const paymentMethods = defineKind<Stripe.PaymentMethod>({
  name: 'payment_method',
  prefix: 'pm',
  indexes: { customer: method => idOf(method.customer) },
  expandable: ['customer'],
})

/** Which test card stands behind a payment method, and whether it was set up for later use. */
export interface CardBehind extends Stored {
  readonly card: string
  readonly setUp: boolean
}
export const cardsBehind = defineKind<CardBehind>({ name: '_card_behind' })

const emptyAddress: Stripe.Address = {
  city: null,
  country: null,
  line1: null,
  line2: null,
  postal_code: null,
  state: null,
}
export const noBillingDetails: Stripe.PaymentMethod.BillingDetails = {
  address: emptyAddress,
  email: null,
  name: null,
  phone: null,
  tax_id: null,
}

/** The same for every payment method of one card, as Stripe's fingerprint is. */
export function fingerprintOf(name: string): string {
  const half = (salt: string) => hashText(`${salt}:${name}`).toString(36).padStart(8, '0').slice(-8)
  return `${half('a')}${half('b')}`
}

function buildCard(
  name: string,
  { brand, last4, country, funding }: TestCard,
  expYear: number,
): Stripe.PaymentMethod.Card {
  return {
    brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
    country,
    display_brand: brand,
    exp_month: 11,
    exp_year: expYear,
    fingerprint: fingerprintOf(name),
    funding,
    generated_from: null,
    last4,
    networks: { available: [brand], preferred: null },
    regulated_status: 'unregulated',
    three_d_secure_usage: { supported: true },
    wallet: null,
  }
}

interface Given {
  readonly billing_details?: Stripe.PaymentMethod.BillingDetails
  readonly customer?: string
  readonly metadata?: Stripe.Metadata
  readonly created?: number
}

/** Writes a new payment method of the test card with this name; no event, because making one tells nobody. */
export function createCardMethod(work: Work, name: string, given: Given = {}): Stripe.PaymentMethod {
  const card = testCards[name]
  if (!card) throw new Error(`There is no test card ${name}`)
  const { created = work.now, customer = null, metadata = {}, billing_details = noBillingDetails } = given
  const id = work.id('pm')
  work.put(cardsBehind, { id, card: name, setUp: false })
  return work.put(paymentMethods, {
    id,
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    billing_details,
    card: buildCard(name, card, new Date(created * 1000).getUTCFullYear() + 3),
    created,
    customer,
    customer_account: null,
    livemode: false,
    metadata,
    type: 'card',
  })
}

/**
 * The payment method with this id; a test token such as `pm_card_visa` becomes a new one.
 * @throws {ApiFailure} `resource_missing` naming `param`.
 */
export function resolvePaymentMethod(
  work: Work,
  id: string,
  param = 'payment_method',
  status = 400,
): Stripe.PaymentMethod {
  const name = testCardNamed(id)
  if (name !== undefined) return createCardMethod(work, name)
  const method = work.get(paymentMethods, id)
  if (!method) throw missing('PaymentMethod', id, param, status)
  return method
}

/** What the card behind a payment method does; one that nobody described just works. */
export function behaviourOf(work: Work, paymentMethodId: string): TestCard & { readonly setUp: boolean } {
  const behind = work.get(cardsBehind, paymentMethodId)
  const card = testCards[behind?.card ?? 'visa'] ?? testCards.visa
  if (!card) throw new Error('The plain visa card is missing')
  return { ...card, setUp: behind?.setUp ?? false }
}

/**
 * Gives a payment method to a customer, and tells of it.
 * @throws {ApiFailure} 402 for a card that declines when it is attached, 400 for one that is another customer's.
 */
export function attachTo(work: Work, method: Stripe.PaymentMethod, customer: string): Stripe.PaymentMethod {
  const owner = idOf(method.customer)
  if (owner === customer) return method
  if (owner !== null) {
    throw new ApiFailure(400, {
      type: 'invalid_request_error',
      message: 'The payment method you provided has already been attached to a customer.',
    })
  }
  const { declines, declinesAttach } = behaviourOf(work, method.id)
  if (declines && declinesAttach) {
    throw new ApiFailure(402, {
      type: 'card_error',
      code: declines.code ?? 'card_declined',
      message: declines.message,
      ...(declines.declineCode ? { decline_code: declines.declineCode } : {}),
    })
  }
  return work.update(paymentMethods, method, { customer }, 'payment_method.attached')
}
