import type Stripe from 'stripe'
import { nullable, object, type Parsed, type ShapeOf, string } from './params.ts'

const addressShape = {
  city: nullable(string()),
  country: nullable(string()),
  line1: nullable(string()),
  line2: nullable(string()),
  postal_code: nullable(string()),
  state: nullable(string()),
} satisfies ShapeOf<Stripe.AddressParam>

/** A postal address, of customers, cards and shipments alike. */
export const addressParam = object(addressShape)

export const buildAddress = (given: Parsed<typeof addressShape>): Stripe.Address => ({
  city: given.city ?? null,
  country: given.country ?? null,
  line1: given.line1 ?? null,
  line2: given.line2 ?? null,
  postal_code: given.postal_code ?? null,
  state: given.state ?? null,
})

const shippingShape = {
  address: addressParam,
  name: string(),
  phone: nullable(string()),
  carrier: nullable(string()),
  tracking_number: nullable(string()),
}

export const shippingParam = object(shippingShape)

export function buildShipping(given: Parsed<typeof shippingShape>): Stripe.Charge.Shipping {
  const { address, name = '', phone = null, carrier = null, tracking_number = null } = given
  return { address: buildAddress(address ?? {}), name, phone, carrier, tracking_number }
}
