import type Stripe from 'stripe'
import { createdParam, pageParams } from '#server/sandbox/core/list.ts'
import { metadata } from '#server/sandbox/core/metadata.ts'
import {
  boolean,
  currency,
  integer,
  object,
  oneOf,
  type Parsed,
  required,
  type ShapeOf,
  string,
} from '#server/sandbox/core/params.ts'

const bound = object({
  unit: required(oneOf('business_day', 'day', 'hour', 'month', 'week')),
  value: required(integer({ min: 1 })),
})
const taxBehavior = oneOf('exclusive', 'inclusive', 'unspecified')

/** A shipping rate, also as told within a checkout session. */
export const rateShape = {
  delivery_estimate: object({ maximum: bound, minimum: bound }),
  display_name: required(string({ max: 100 })),
  fixed_amount: object({ amount: required(integer({ min: 0 })), currency: required(currency()) }),
  metadata: metadata(),
  tax_behavior: taxBehavior,
  tax_code: string(),
  type: oneOf('fixed_amount'),
} satisfies ShapeOf<Stripe.ShippingRateCreateParams>
export type GivenRate = Parsed<typeof rateShape>

export const rateChanges = {
  active: boolean(),
  metadata: metadata(),
  tax_behavior: taxBehavior,
} satisfies ShapeOf<Stripe.ShippingRateUpdateParams>

export const rateFilters = {
  ...pageParams,
  active: boolean(),
  created: createdParam,
  currency: currency(),
} satisfies ShapeOf<Stripe.ShippingRateListParams>
