import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { byCurrency } from '#server/sandbox/core/keyed-params.ts'
import { mergeMetadata, metadata } from '#server/sandbox/core/metadata.ts'
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
import type { Work } from '#server/sandbox/core/work.ts'
import { coupons } from '#server/sandbox/resources/coupons/coupon.ts'
import { customers } from '#server/sandbox/resources/customers/customer.ts'
import { promotionCodes } from './promotion-code.ts'

export const minimumsParam = byCurrency(object({ minimum_amount: required(integer({ min: 1 })) }))

export const createParams = {
  active: boolean(),
  code: string({ max: 500 }),
  customer: string(),
  expires_at: integer({ min: 0 }),
  max_redemptions: integer({ min: 1 }),
  metadata: metadata(),
  promotion: required(object({ coupon: required(string()), type: required(oneOf('coupon')) })),
  restrictions: object({
    currency_options: minimumsParam,
    first_time_transaction: boolean(),
    minimum_amount: integer({ min: 1 }),
    minimum_amount_currency: currency(),
  }),
} satisfies ShapeOf<Stripe.PromotionCodeCreateParams>
type Params = Parsed<typeof createParams>

/** One code is of one customer only once while it is active; case does not tell codes apart. */
function refuseTaken(work: Work, code: string, customer: string | undefined): void {
  const taken = work
    .by(promotionCodes, 'code', code.toLowerCase())
    .some(other => other.active && (other.customer ?? undefined) === customer)
  if (!taken) return
  throw invalid(
    'An active promotion code with `code: ' +
      code +
      '` already exists. You must deactivate the existing promotion code before creating a new one.',
    { code: 'resource_already_exists', param: 'code' },
  )
}

function checkDates(work: Work, coupon: Stripe.Coupon, { expires_at: expires }: Params): void {
  if (expires === undefined) return
  if (expires <= work.now) throw invalid('`expires_at` must be in the future.', { param: 'expires_at' })
  if (coupon.redeem_by !== null && expires > coupon.redeem_by) {
    throw invalid("A promotion code cannot expire after its coupon's `redeem_by`.", { param: 'expires_at' })
  }
}

function restrictionsOf({ restrictions: given = {} }: Params): Stripe.PromotionCode.Restrictions {
  const { minimum_amount: least = null, minimum_amount_currency: unit = null } = given
  if ((least === null) !== (unit === null)) {
    throw invalid('You must pass both `minimum_amount` and `minimum_amount_currency`, or neither.', {
      code: 'parameter_missing',
      param: `restrictions[${least === null ? 'minimum_amount' : 'minimum_amount_currency'}]`,
    })
  }
  return {
    first_time_transaction: given.first_time_transaction ?? false,
    minimum_amount: least,
    minimum_amount_currency: unit,
    ...(given.currency_options && { currency_options: given.currency_options }),
  }
}

/**
 * Makes a code for a coupon; without a word of the caller's own it gets one of eight characters.
 * @throws {ApiFailure} 400 for a coupon that is gone or used up, a code that is taken, or dates that cannot be.
 */
export function createPromotionCode(work: Work, params: Params): Stripe.PromotionCode {
  const coupon = work.need(coupons, params.promotion.coupon, 'promotion[coupon]', 400)
  if (!coupon.valid) throw invalid(`Coupon expired: ${coupon.id}`, { code: 'coupon_expired' })
  const { customer, code = work.core.ids.text(8).toUpperCase(), active = true } = params
  if (!/^[\w-]+$/.test(code)) {
    throw invalid('Promotion codes can only contain letters, digits, hyphens and underscores.', {
      param: 'code',
    })
  }
  if (customer !== undefined) work.need(customers, customer, 'customer', 400)
  checkDates(work, coupon, params)
  if (active) refuseTaken(work, code, customer)
  const made = work.create(
    promotionCodes,
    {
      id: work.id('promo'),
      object: 'promotion_code',
      active,
      code,
      created: work.now,
      customer: customer ?? null,
      customer_account: null,
      expires_at: params.expires_at ?? null,
      livemode: false,
      max_redemptions: params.max_redemptions ?? null,
      metadata: mergeMetadata({}, params.metadata),
      promotion: { coupon: coupon.id, type: 'coupon' },
      restrictions: restrictionsOf(params),
      times_redeemed: 0,
    },
    'promotion_code.created',
  )
  if (made.expires_at !== null)
    work.later((made.expires_at - work.now) * 1000, 'promotion_code.expire', made.id)
  return made
}
