import type Stripe from 'stripe'
import { byCurrency } from '#server/sandbox/core/keyed-params.ts'
import { createdParam, pageParams } from '#server/sandbox/core/list.ts'
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
  type Spec,
  string,
} from '#server/sandbox/core/params.ts'
import { unmodelled } from '#server/sandbox/core/unmodelled.ts'

const interval = oneOf('day', 'week', 'month', 'year')
const taxBehavior = oneOf('exclusive', 'inclusive', 'unspecified')
const amount = integer({ min: 0 })

/** How far a tier goes; the last has no end. */
const upTo: Spec<number | 'inf', false> = {
  required: false,
  parse: (node, at) => (node === 'inf' ? 'inf' : integer({ min: 1 }).parse(node, at)),
}

const tier = object({
  flat_amount: amount,
  flat_amount_decimal: decimal(),
  unit_amount: amount,
  unit_amount_decimal: decimal(),
  up_to: required(upTo),
})

const customUnitAmount = object({
  enabled: required(boolean()),
  maximum: amount,
  minimum: amount,
  preset: amount,
})

const amounts = {
  custom_unit_amount: customUnitAmount,
  tax_behavior: taxBehavior,
  tiers: array(tier, { max: 100 }),
  unit_amount: amount,
  unit_amount_decimal: decimal(),
}
export type AmountsAsked = Parsed<typeof amounts>

const shared = {
  active: boolean(),
  lookup_key: nullable(string({ max: 200 })),
  metadata: metadata(),
  nickname: nullable(string()),
  tax_behavior: taxBehavior,
  transfer_lookup_key: boolean(),
}

export const updateParams = {
  ...shared,
  currency_options: nullable(byCurrency(object(amounts))),
} satisfies ShapeOf<Stripe.PriceUpdateParams>
export type UpdateParams = Parsed<typeof updateParams>

export const recurringParam = object({
  interval: required(interval),
  interval_count: integer({ min: 1, max: 1095 }),
  meter: unmodelled(),
  trial_period_days: integer({ min: 1, max: 730 }),
  usage_type: oneOf('licensed'),
})

export const createParams = {
  ...shared,
  ...amounts,
  billing_scheme: oneOf('per_unit', 'tiered'),
  currency: required(currency()),
  currency_options: byCurrency(object(amounts)),
  product: string(),
  product_data: object({
    active: boolean(),
    id: string(),
    metadata: metadata(),
    name: required(string()),
    statement_descriptor: string({ max: 22 }),
    unit_label: string({ max: 12 }),
  }),
  recurring: recurringParam,
  tiers_mode: oneOf('graduated', 'volume'),
  transform_quantity: object({
    divide_by: required(integer({ min: 1 })),
    round: required(oneOf('down', 'up')),
  }),
} satisfies ShapeOf<Stripe.PriceCreateParams>
export type CreateParams = Parsed<typeof createParams>

export const listParams = {
  ...pageParams,
  active: boolean(),
  created: createdParam,
  currency: currency(),
  lookup_keys: array(string(), { max: 10 }),
  product: string(),
  recurring: object({ interval, meter: unmodelled(), usage_type: oneOf('licensed', 'metered') }),
  type: oneOf('one_time', 'recurring'),
} satisfies ShapeOf<Stripe.PriceListParams>
export type ListParams = Parsed<typeof listParams>
