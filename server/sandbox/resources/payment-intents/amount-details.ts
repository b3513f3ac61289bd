import type Stripe from 'stripe'
import {
  boolean,
  integer,
  nullable,
  object,
  type Parsed,
  required,
  string,
} from '#server/sandbox/core/params.ts'
import { unmodelled } from '#server/sandbox/core/unmodelled.ts'

/** What the amount is made of; told to the card networks and otherwise only repeated. */
export const amountDetails = object({
  discount_amount: nullable(integer({ min: 0 })),
  enforce_arithmetic_validation: boolean(),
  line_items: unmodelled(),
  shipping: nullable(
    object({
      amount: nullable(integer({ min: 0 })),
      from_postal_code: nullable(string({ max: 10 })),
      to_postal_code: nullable(string({ max: 10 })),
    }),
  ),
  tax: nullable(object({ total_tax_amount: required(integer({ min: 0 })) })),
})
type Given = NonNullable<Parsed<{ details: typeof amountDetails }>['details']>

/** The seller's own references for the payment. */
export const paymentDetails = object({
  customer_reference: nullable(string({ max: 25 })),
  order_reference: nullable(string({ max: 25 })),
})
type References = NonNullable<Parsed<{ details: typeof paymentDetails }>['details']>

/** The details after a change; `''` for the whole leaves the tip alone, and for a part takes that part out. */
export function mergeAmountDetails(
  current: Stripe.PaymentIntent.AmountDetails | undefined,
  given: Given | null,
): Stripe.PaymentIntent.AmountDetails {
  const tip = current?.tip ?? {}
  if (given === null) return { tip }
  const { discount_amount: discount = current?.discount_amount, shipping, tax = current?.tax } = given
  const { amount = null, from_postal_code = null, to_postal_code = null } = shipping ?? {}
  const sent = shipping && { amount, from_postal_code, to_postal_code }
  const shipped = shipping === undefined ? current?.shipping : sent
  return {
    tip,
    ...(typeof discount === 'number' ? { discount_amount: discount } : {}),
    ...(shipped ? { shipping: shipped } : {}),
    ...(tax ? { tax } : {}),
  }
}

export const mergeReferences = (
  current: Stripe.PaymentIntent.PaymentDetails | undefined,
  given: References | null,
): Stripe.PaymentIntent.PaymentDetails => ({
  customer_reference: null,
  order_reference: null,
  ...(given === null ? {} : { ...current, ...given }),
})
