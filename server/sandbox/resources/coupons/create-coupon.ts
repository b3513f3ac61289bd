import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { byCurrency, percentage } from '#server/sandbox/core/keyed-params.ts'
import { mergeMetadata, metadata } from '#server/sandbox/core/metadata.ts'
import {
  array,
  currency,
  integer,
  object,
  oneOf,
  type Parsed,
  required,
  type ShapeOf,
  string,
} from '#server/sandbox/core/params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { products } from '#server/sandbox/resources/products/product.ts'
import { couponScopes, coupons } from './coupon.ts'

export const currencyOptionsParam = byCurrency(object({ amount_off: required(integer({ min: 1 })) }))

export const createParams = {
  amount_off: integer({ min: 1 }),
  applies_to: object({ products: array(string(), { max: 100 }) }),
  currency: currency(),
  currency_options: currencyOptionsParam,
  duration: oneOf('forever', 'once', 'repeating'),
  duration_in_months: integer({ min: 1 }),
  id: string({ max: 200 }),
  max_redemptions: integer({ min: 1 }),
  metadata: metadata(),
  name: string({ max: 40 }),
  percent_off: percentage(),
  redeem_by: integer({ min: 0 }),
} satisfies ShapeOf<Stripe.CouponCreateParams>
type Params = Parsed<typeof createParams>

function checkValue({ amount_off: amount, currency: unit, currency_options: options, percent_off }: Params) {
  if (amount !== undefined && percent_off !== undefined)
    throw invalid('You may only specify one of these parameters: amount_off, percent_off.')
  if (amount === undefined && percent_off === undefined)
    throw invalid('You must specify either `percent_off` or `amount_off`.', { param: 'percent_off' })
  if (amount !== undefined && unit === undefined) {
    throw invalid('You must pass `currency` when passing `amount_off`.', {
      code: 'parameter_missing',
      param: 'currency',
    })
  }
  if (options && amount === undefined) {
    throw invalid('`currency_options` can only be set on a coupon with `amount_off`.', {
      param: 'currency_options',
    })
  }
}

function checkTerm(work: Work, { duration, duration_in_months: months, redeem_by: until }: Params) {
  const repeats = duration === 'repeating'
  if (repeats && months === undefined) {
    throw invalid('You must pass `duration_in_months` when `duration` is `repeating`.', {
      code: 'parameter_missing',
      param: 'duration_in_months',
    })
  }
  if (!repeats && months !== undefined) {
    throw invalid('`duration_in_months` can only be set when `duration` is `repeating`.', {
      param: 'duration_in_months',
    })
  }
  if (until !== undefined && until <= work.now)
    throw invalid('`redeem_by` must be a date in the future.', { param: 'redeem_by' })
}

/**
 * Makes a coupon, by default for one invoice.
 * @throws {ApiFailure} 400 for one without value, with two, or with an id that is taken.
 */
export function createCoupon(work: Work, params: Params): Stripe.Coupon {
  checkValue(params)
  checkTerm(work, params)
  const id = params.id ?? work.core.ids.text(8)
  if (work.get(coupons, id)) {
    throw invalid('Coupon already exists.', { code: 'resource_already_exists', param: 'id' })
  }
  const scoped = params.applies_to?.products
  for (const [at, product] of (scoped ?? []).entries())
    work.need(products, product, `applies_to[products][${at}]`, 400)
  work.put(couponScopes, {
    id,
    ...(scoped && { products: scoped }),
    ...(params.currency_options && { currencyOptions: params.currency_options }),
  })
  const coupon = work.create(
    coupons,
    {
      id,
      object: 'coupon',
      amount_off: params.amount_off ?? null,
      created: work.now,
      currency: params.amount_off === undefined ? null : (params.currency ?? null),
      duration: params.duration ?? 'once',
      duration_in_months: params.duration_in_months ?? null,
      livemode: false,
      max_redemptions: params.max_redemptions ?? null,
      metadata: mergeMetadata({}, params.metadata),
      name: params.name ?? null,
      percent_off: params.percent_off ?? null,
      redeem_by: params.redeem_by ?? null,
      times_redeemed: 0,
      valid: true,
    },
    'coupon.created',
  )
  if (coupon.redeem_by !== null) work.later((coupon.redeem_by - work.now) * 1000, 'coupon.expire', id)
  return coupon
}
