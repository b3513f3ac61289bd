import type Stripe from 'stripe'
import { missing } from '#server/sandbox/core/api-failure.ts'
import { hashText } from '#server/sandbox/core/ids.ts'
import { defineKind, idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { cardsBehind } from './behaviour.ts'
import type { CardFace } from './raw-card.ts'
import { type TestBank, testBankNamed, testBanks } from './test-bank.ts'
import { testCardNamed, testCards } from './test-card.ts'

export const paymentMethods = defineKind<Stripe.PaymentMethod>({
  name: 'payment_method',
  prefix: 'pm',
  indexes: { customer: method => idOf(method.customer) },
  expandable: ['customer', 'sepa_debit.generated_from.charge'],
})

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

const yearsLeft = 3

/** The test card as it is printed when nobody typed one. */
function usualFace(name: string, created: number): CardFace {
  const expYear = new Date(created * 1000).getUTCFullYear() + yearsLeft
  return { name, last4: testCards[name]?.last4 ?? '', expMonth: 11, expYear, cvcCheck: 'pass' }
}

function buildCard(face: CardFace): Stripe.PaymentMethod.Card {
  const { name, last4, expMonth, expYear, cvcCheck } = face
  const card = testCards[name]
  if (!card) throw new Error(`There is no test card ${name}`)
  const { brand, country, funding } = card
  return {
    brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: cvcCheck },
    country,
    display_brand: brand,
    exp_month: expMonth,
    exp_year: expYear,
    fingerprint: fingerprintOf(last4 === card.last4 ? name : `${name}:${last4}`),
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
  readonly allow_redisplay?: Stripe.PaymentMethod.AllowRedisplay
  readonly billing_details?: Stripe.PaymentMethod.BillingDetails
  readonly customer?: string
  readonly metadata?: Stripe.Metadata
  readonly created?: number
  /** What is printed on the card, when somebody typed it. */
  readonly face?: CardFace | undefined
}

/** What payment methods of every type have; it is not written yet. */
function buildMethod(work: Work, type: Stripe.PaymentMethod.Type, given: Given): Stripe.PaymentMethod {
  const { created = work.now, customer = null, metadata = {}, billing_details = noBillingDetails } = given
  return {
    id: work.id('pm'),
    object: 'payment_method',
    allow_redisplay: given.allow_redisplay ?? 'unspecified',
    billing_details,
    created,
    customer,
    customer_account: null,
    livemode: false,
    metadata,
    type,
  }
}

/** Writes a new payment method of the test card with this name; no event, because making one tells nobody. */
export function createCardMethod(work: Work, name: string, given: Given = {}): Stripe.PaymentMethod {
  const method = buildMethod(work, 'card', given)
  work.put(cardsBehind, { id: method.id, card: name, setUp: false })
  const card = buildCard(given.face ?? usualFace(name, method.created))
  return work.put(paymentMethods, { ...method, card })
}

/** The account as a payment method shows it. */
function accountOf(
  name: string,
  { type, last4, country, bankCode }: TestBank,
): Partial<Stripe.PaymentMethod> {
  if (type === 'customer_balance') return { customer_balance: {} }
  const fingerprint = fingerprintOf(name)
  if (type === 'sepa_debit') {
    const generated_from = { charge: null, setup_attempt: null }
    return {
      sepa_debit: { bank_code: bankCode, branch_code: '', country, fingerprint, generated_from, last4 },
    }
  }
  return {
    us_bank_account: {
      account_holder_type: 'individual',
      account_type: 'checking',
      bank_name: 'STRIPE TEST BANK',
      financial_connections_account: null,
      fingerprint,
      last4,
      networks: { preferred: 'ach', supported: ['ach'] },
      routing_number: bankCode,
      status_details: {},
    },
  }
}

/** Writes a new payment method of the test bank account with this name. */
export function createBankMethod(work: Work, name: string, given: Given = {}): Stripe.PaymentMethod {
  const bank = testBanks[name]
  if (!bank) throw new Error(`There is no test bank account ${name}`)
  const method = buildMethod(work, bank.type, given)
  work.put(cardsBehind, { id: method.id, card: name, setUp: false })
  return work.put(paymentMethods, { ...method, ...accountOf(name, bank) })
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
  const card = testCardNamed(id)
  if (card !== undefined) return createCardMethod(work, card)
  const bank = testBankNamed(id)
  if (bank !== undefined) return createBankMethod(work, bank)
  const method = work.get(paymentMethods, id)
  if (!method) throw missing('PaymentMethod', id, param, status)
  return method
}
