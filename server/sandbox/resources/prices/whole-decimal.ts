import Stripe from 'stripe'

const known = new Map<number, Stripe.Decimal>()

/** A whole number as the SDK's decimal, which is a string in JSON. Amounts come again and again, so each is made once. */
export function wholeDecimal(amount: number): Stripe.Decimal {
  const made = known.get(amount) ?? Stripe.Decimal.from(String(amount))
  known.set(amount, made)
  return made
}

export const toDecimal = (text: string): Stripe.Decimal => Stripe.Decimal.from(text)
