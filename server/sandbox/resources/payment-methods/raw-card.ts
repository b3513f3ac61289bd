import { ApiFailure, invalid } from '#server/sandbox/core/api-failure.ts'
import { integer, object, oneOf, type Parsed, string } from '#server/sandbox/core/params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { cardNumbered, passesLuhn, unspoken } from './card-number.ts'
import { testCards } from './test-card.ts'

const rawCardShape = {
  number: unspoken(),
  exp_month: integer(),
  exp_year: integer(),
  cvc: unspoken(),
  networks: object({ preferred: oneOf('cartes_bancaires', 'mastercard', 'visa') }),
}
export const cardParam = object({ ...rawCardShape, token: string() })

/** What a browser's card form says besides the name on the card. */
export const tokenCardParam = object({
  ...rawCardShape,
  address_city: string(),
  address_country: string(),
  address_line1: string(),
  address_line2: string(),
  address_state: string(),
  address_zip: string(),
  currency: string(),
  name: string(),
})

type RawCard = Parsed<typeof rawCardShape>

/** All that is kept of a typed card: which one it is and what is printed on it, never its number or code. */
export interface CardFace {
  readonly name: string
  readonly last4: string
  readonly expMonth: number
  readonly expYear: number
  readonly cvcCheck: 'pass' | 'fail' | null
}

const refused = (code: string, param: string, message: string): ApiFailure =>
  new ApiFailure(402, { type: 'card_error', code, param, message })

function nameOf(number: string): string {
  if (!/^\d+$/.test(number)) {
    throw refused('invalid_number', 'number', 'The card number is not a valid credit card number.')
  }
  const name = cardNumbered(number)
  if (name !== undefined) return name
  if (!passesLuhn(number)) throw refused('incorrect_number', 'number', 'Your card number is incorrect.')
  throw new ApiFailure(402, {
    type: 'card_error',
    code: 'card_declined',
    decline_code: 'test_mode_live_card',
    message:
      'Your card was declined. Your request was in test mode, but used a non test (live) card. For a list of valid test cards, visit: https://stripe.com/docs/testing.',
  })
}

const furthestYears = 50

function expiryOf(work: Work, { exp_month: month, exp_year: year }: RawCard) {
  if (month === undefined || month < 1 || month > 12) {
    throw refused('invalid_expiry_month', 'exp_month', "Your card's expiration month is invalid.")
  }
  const now = new Date(work.nowMs)
  const thisYear = now.getUTCFullYear()
  const full = year !== undefined && year >= 0 && year < 100 ? year + Math.floor(thisYear / 100) * 100 : year
  if (full === undefined || full < thisYear || full > thisYear + furthestYears) {
    throw refused('invalid_expiry_year', 'exp_year', "Your card's expiration year is invalid.")
  }
  if (full === thisYear && month < now.getUTCMonth() + 1) {
    throw refused('invalid_expiry_month', 'exp_month', "Your card's expiration month is invalid.")
  }
  return { expMonth: month, expYear: full }
}

function cvcCheckOf(name: string, cvc: string | undefined): CardFace['cvcCheck'] {
  if (cvc === undefined) return null
  const card = testCards[name]
  const digits = card?.brand === 'amex' ? /^\d{3,4}$/ : /^\d{3}$/
  if (!digits.test(cvc)) throw refused('invalid_cvc', 'cvc', "Your card's security code is invalid.")
  return card?.failsCvcCheck ? 'fail' : 'pass'
}

/**
 * Reads a typed card, as only a browser with the publishable key may send it.
 * @throws {ApiFailure} 400 for a server's key; 402 for a number, expiry or code that cannot be.
 */
export function readRawCard(work: Work, card: RawCard, at: string): CardFace {
  const { number = '' } = card
  if (work.origin.caller?.kind !== 'publishable') {
    throw invalid(
      'Sending credit card numbers directly to the Stripe API is generally unsafe. We suggest you use test tokens that map to the test card you are using, see https://stripe.com/docs/testing. To enable raw card data APIs in test mode, see https://support.stripe.com/questions/enabling-access-to-raw-card-data-apis.',
    )
  }
  if (number === '') {
    throw invalid(`Missing required param: ${at}[number].`, {
      code: 'parameter_missing',
      param: `${at}[number]`,
    })
  }
  const digits = number.replaceAll(/[\s-]/g, '')
  const name = nameOf(digits)
  const cvcCheck = cvcCheckOf(name, card.cvc)
  return { name, last4: digits.slice(-4), ...expiryOf(work, card), cvcCheck }
}
