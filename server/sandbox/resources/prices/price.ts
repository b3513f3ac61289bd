import type Stripe from 'stripe'
import { defineKind, idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { wholeDecimal } from './whole-decimal.ts'

export const prices = defineKind<Stripe.Price>({
  name: 'price',
  prefix: 'price',
  indexes: { lookup_key: price => price.lookup_key, product: price => idOf(price.product) },
  expandable: ['product'],
  computed: {
    currency_options: price => price.currency_options ?? {},
    tiers: price => price.tiers,
  },
  // Told only when they are asked for by `expand`.
  view: ({ currency_options: _, tiers: __, ...price }) => price,
})

type Given = Pick<Stripe.Price, 'currency' | 'product' | 'unit_amount'> & Partial<Stripe.Price>

/** A price per unit, one-time or recurring; it is not written yet. */
export const buildPrice = (work: Work, given: Given): Stripe.Price => ({
  id: work.id('price'),
  object: 'price',
  active: true,
  billing_scheme: 'per_unit',
  created: work.now,
  custom_unit_amount: null,
  livemode: false,
  lookup_key: null,
  metadata: {},
  nickname: null,
  recurring: null,
  tax_behavior: 'unspecified',
  tiers_mode: null,
  transform_quantity: null,
  type: given.recurring ? 'recurring' : 'one_time',
  unit_amount_decimal: given.unit_amount === null ? null : wholeDecimal(given.unit_amount),
  ...given,
})

export type Interval = 'day' | 'week' | 'month' | 'year'

/** How often a price is billed. */
export const recurringEvery = (interval: Interval, interval_count = 1): Stripe.Price.Recurring => ({
  interval,
  interval_count,
  meter: null,
  trial_period_days: null,
  usage_type: 'licensed',
})

/** The older view of a recurring price, which subscription items still carry. */
export const planOf = (price: Stripe.Price): Stripe.Plan => ({
  id: price.id,
  object: 'plan',
  active: price.active,
  amount: price.unit_amount,
  amount_decimal: price.unit_amount_decimal,
  billing_scheme: price.billing_scheme,
  created: price.created,
  currency: price.currency,
  interval: price.recurring?.interval ?? 'month',
  interval_count: price.recurring?.interval_count ?? 1,
  livemode: price.livemode,
  metadata: price.metadata,
  meter: null,
  nickname: price.nickname,
  product: idOf(price.product),
  tiers_mode: null,
  transform_usage: null,
  trial_period_days: price.recurring?.trial_period_days ?? null,
  usage_type: 'licensed',
})
