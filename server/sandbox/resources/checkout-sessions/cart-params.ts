import type Stripe from 'stripe'
import { metadata } from '#server/sandbox/core/metadata.ts'
import {
  array,
  boolean,
  currency,
  decimal,
  integer,
  nullable,
  object,
  oneOf,
  type Parsed,
  required,
  type ShapeOf,
  string,
} from '#server/sandbox/core/params.ts'
import { unmodelled } from '#server/sandbox/core/unmodelled.ts'
import { rateShape } from '#server/sandbox/resources/shipping-rates/shipping-rate-params.ts'

type Create = Stripe.Checkout.SessionCreateParams
type Update = Stripe.Checkout.SessionUpdateParams

const maxQuantity = 999_999

const adjustableQuantity = object({
  enabled: required(boolean()),
  maximum: integer({ min: 1, max: maxQuantity }),
  minimum: integer({ min: 0, max: maxQuantity }),
} satisfies ShapeOf<Stripe.Checkout.SessionCreateParams.LineItem.AdjustableQuantity>)

const priceDataShape = {
  currency: required(currency()),
  product: string(),
  product_data: object({
    description: string({ max: 40_000 }),
    images: array(string({ max: 2048 }), { max: 8 }),
    metadata: metadata(),
    name: required(string()),
    tax_code: string(),
    unit_label: string({ max: 12 }),
  }),
  recurring: object({
    interval: required(oneOf('day', 'month', 'week', 'year')),
    interval_count: integer({ min: 1, max: 1095 }),
  }),
  tax_behavior: oneOf('exclusive', 'inclusive', 'unspecified'),
  unit_amount: integer({ min: 0 }),
  unit_amount_decimal: decimal(),
} satisfies ShapeOf<Stripe.Checkout.SessionCreateParams.LineItem.PriceData>
export type PriceData = Parsed<typeof priceDataShape>

const lineItemShape = {
  adjustable_quantity: adjustableQuantity,
  metadata: metadata(),
  price: string(),
  price_data: object(priceDataShape),
  quantity: integer({ min: 1, max: maxQuantity }),
  tax_rates: array(string(), { max: 10 }),
} satisfies ShapeOf<Stripe.Checkout.SessionCreateParams.LineItem>
export type GivenItem = Parsed<typeof lineItemShape>

const changedItemShape = {
  ...lineItemShape,
  id: string(),
  quantity: integer({ min: 0, max: maxQuantity }),
  tax_rates: nullable(array(string(), { max: 10 })),
} satisfies ShapeOf<Stripe.Checkout.SessionUpdateParams.LineItem>
export type ChangedItem = Parsed<typeof changedItemShape>

const shippingOptionShape = {
  shipping_rate: string(),
  shipping_rate_data: object(rateShape),
} satisfies ShapeOf<Stripe.Checkout.SessionCreateParams.ShippingOption>
export type GivenShippingOption = Parsed<typeof shippingOptionShape>

const shippingOptions = array(object(shippingOptionShape), { max: 5 })

/** What is bought, and by which rates it may be shipped. */
export const cartParams = {
  allow_promotion_codes: boolean(),
  currency: currency(),
  discounts: array(object({ coupon: string(), promotion_code: string() }), { max: 1 }),
  line_items: array(object(lineItemShape), { max: 100 }),
  optional_items: unmodelled(),
  shipping_options: shippingOptions,
} satisfies ShapeOf<Create>

/** How an open session's cart may be changed: items by their ids, new ones without; those left out are gone. */
export const cartChanges = {
  line_items: array(object(changedItemShape), { max: 100 }),
  shipping_options: nullable(shippingOptions),
} satisfies ShapeOf<Update>
