import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'

const bankOf: Readonly<Record<string, string>> = { eur: 'sepa_debit', usd: 'us_bank_account' }

/** The sorts of payment method that can pay in this currency, as the request narrowed them. */
export function typesFor(
  currency: string,
  allowed: readonly string[] | null,
  excluded: readonly string[] | null,
): string[] {
  const bank = bankOf[currency]
  const known = bank === undefined ? ['card'] : ['card', bank]
  const left = known.filter(type => (allowed === null || allowed.includes(type)) && !excluded?.includes(type))
  if (left.length > 0) return left
  throw invalid(
    'No valid payment method types for this intent. Ensure that you have activated payment methods compatible with your chosen currency and amount, and that they are neither left out of `allowed_payment_method_types` nor named in `excluded_payment_method_types`.',
  )
}

/** @throws {ApiFailure} 400 for a payment method of a sort that the intent does not take. */
export function checkType(
  { payment_method_types: types }: Pick<Stripe.PaymentIntent, 'payment_method_types'>,
  method: Stripe.PaymentMethod,
  noun: 'PaymentIntent' | 'SetupIntent',
): void {
  if (types.includes(method.type)) return
  throw invalid(
    `The PaymentMethod provided (${method.type}) is not allowed for this ${noun}. Please attach a different PaymentMethod, or allow its type. Allowed payment method types: ${types.join(', ')}.`,
    { param: 'payment_method' },
  )
}

/** @throws {ApiFailure} 400 for a payment method that is another customer's. */
export function checkOwner(owner: string | null, customer: string | null, method: string): void {
  if (owner === null || owner === customer) return
  if (customer === null) {
    throw invalid(
      'The provided PaymentMethod is attached to a customer, so the customer must be provided as well.',
      { param: 'payment_method' },
    )
  }
  throw invalid(
    `The customer does not have a payment method with the ID ${method}. The payment method must be attached to the customer.`,
    { param: 'payment_method', code: 'resource_missing' },
  )
}
