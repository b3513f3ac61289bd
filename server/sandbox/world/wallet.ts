import type Stripe from 'stripe'
import { customers } from '#server/sandbox/resources/customers/customer.ts'
import { cardsBehind } from '#server/sandbox/resources/payment-methods/behaviour.ts'
import {
  createCardMethod,
  fingerprintOf,
  paymentMethods,
} from '#server/sandbox/resources/payment-methods/payment-method.ts'
import type { Dice } from './dice.ts'
import type { HistoryWork } from './history-work.ts'
import { addressOf, type Person } from './person.ts'

export interface CardFace {
  readonly brand: 'visa' | 'mastercard' | 'amex'
  readonly last4: string
  readonly expMonth: number
  readonly expYear: number
  readonly funding?: 'credit' | 'debit' | 'prepaid'
}

const billing = (person: Person): Stripe.PaymentMethod.BillingDetails => ({
  address: addressOf(person),
  email: person.email,
  name: person.name,
  phone: person.phone,
  tax_id: null,
})

/** Gives the customer a card that works; what is printed on it is `face`. */
export function addCard(
  work: HistoryWork,
  customer: Stripe.Customer,
  person: Person,
  face: CardFace,
): Stripe.PaymentMethod {
  const method = createCardMethod(work, face.brand, {
    customer: customer.id,
    billing_details: billing(person),
  })
  const { brand, last4, expMonth, expYear, funding = 'credit' } = face
  if (!method.card) throw new Error('A card method has no card')
  const card = {
    ...method.card,
    display_brand: brand,
    country: person.region.country,
    exp_month: expMonth,
    exp_year: expYear,
    fingerprint: fingerprintOf(`${brand}:${last4}:${person.phone}`),
    funding,
    last4,
  }
  return work.create(paymentMethods, { ...method, card }, 'payment_method.attached')
}

/** Gives the customer a bank account to debit. */
export function addSepaDebit(
  work: HistoryWork,
  customer: Stripe.Customer,
  person: Person,
  last4: string,
): Stripe.PaymentMethod {
  const method: Stripe.PaymentMethod = {
    id: work.id('pm'),
    object: 'payment_method',
    allow_redisplay: 'unspecified',
    billing_details: billing(person),
    created: work.now,
    customer: customer.id,
    customer_account: null,
    livemode: false,
    metadata: {},
    sepa_debit: {
      bank_code: '37040044',
      branch_code: '',
      country: person.region.country,
      fingerprint: fingerprintOf(`sepa:${last4}:${person.phone}`),
      generated_from: { charge: null, setup_attempt: null },
      last4,
    },
    type: 'sepa_debit',
  }
  work.put(cardsBehind, { id: method.id, card: 'sepaDebit_success', setUp: true })
  return work.create(paymentMethods, method, 'payment_method.attached')
}

export function makeDefault(work: HistoryWork, customer: string, method: string): void {
  const known = work.get(customers, customer)
  if (!known) return
  const invoice_settings = { ...known.invoice_settings, default_payment_method: method }
  work.put(customers, { ...known, invoice_settings })
}

/** While `task` runs, the card does what the named test card does. */
export function whileCardIs(
  work: HistoryWork,
  method: string,
  card: string,
  task: () => void,
  setUp = true,
): void {
  const before = work.get(cardsBehind, method)
  work.put(cardsBehind, { id: method, card, setUp })
  task()
  if (before) work.put(cardsBehind, before)
  else work.remove(cardsBehind, method)
}

const brands = ['visa', 'visa', 'visa', 'mastercard', 'mastercard', 'amex'] as const
const fundings = ['credit', 'credit', 'debit', 'debit', 'prepaid'] as const

/** A card as people carry it: most last for years, some are about to expire, some have. */
export function drawFace(dice: Dice, baseTimeMs: number): CardFace {
  const months = dice.chance(0.06)
    ? dice.between(-8, -1)
    : dice.chance(0.06)
      ? dice.between(0, 1)
      : dice.between(2, 48)
  const now = new Date(baseTimeMs)
  const expires = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 1))
  return {
    brand: dice.pick(brands),
    last4: dice.digits(4),
    expMonth: expires.getUTCMonth() + 1,
    expYear: expires.getUTCFullYear(),
    funding: dice.pick(fundings),
  }
}
