import type Stripe from 'stripe'
import { invalid, missing } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { amountOffIn, couponScopes, coupons } from '#server/sandbox/resources/coupons/coupon.ts'
import { redeemCoupon } from '#server/sandbox/resources/coupons/redeem-coupon.ts'
import { promotionCodes } from '#server/sandbox/resources/promotion-codes/promotion-code.ts'
import { redeemPromotionCode } from '#server/sandbox/resources/promotion-codes/redeem-promotion-code.ts'
import { periodEnd } from '#server/sandbox/resources/subscriptions/period.ts'
import { discounts } from './discount.ts'
import type { AskedDiscount } from './discounts-param.ts'

type Place = Partial<
  Pick<
    Stripe.Discount,
    'checkout_session' | 'invoice' | 'invoice_item' | 'subscription' | 'subscription_item'
  >
>

/** Who gets the discount, and for what. */
export interface Grantee {
  readonly customer: string
  readonly currency: string
  readonly place: Place
  /** What is bought, in the minor unit, for codes that ask for a least amount; `null` when not known yet. */
  readonly amount?: number | null
}

/** @throws {ApiFailure} 400 when an amount off is of another currency than what is bought. */
function checkCurrency(work: Work, coupon: Stripe.Coupon, currency: string, param: string): void {
  if (coupon.amount_off === null) return
  if (amountOffIn(coupon, work.get(couponScopes, coupon.id), currency) !== null) return
  throw invalid(
    `The coupon ${coupon.id} takes off an amount in ${coupon.currency} and cannot be used for an amount in ${currency}.`,
    { param },
  )
}

function write(
  work: Work,
  coupon: Stripe.Coupon,
  code: Stripe.PromotionCode | undefined,
  { customer, place }: Grantee,
) {
  const months = coupon.duration === 'repeating' ? coupon.duration_in_months : null
  const discount: Stripe.Discount = {
    id: work.id('di'),
    object: 'discount',
    checkout_session: null,
    customer,
    customer_account: null,
    end: months === null ? null : periodEnd(work.now, { interval: 'month', interval_count: months }),
    invoice: null,
    invoice_item: null,
    promotion_code: code?.id ?? null,
    source: { coupon: coupon.id, type: 'coupon' },
    start: work.now,
    subscription: null,
    subscription_item: null,
    ...place,
  }
  work.put(discounts, discount)
  if (discount.subscription !== null || discount.subscription_item !== null) {
    work.emit('customer.discount.created', discount)
    if (discount.end !== null) work.later((discount.end - work.now) * 1000, 'discount.end', discount.id)
  }
  return discount.id
}

function grant(work: Work, asked: AskedDiscount, grantee: Grantee, at: string): string {
  const named = Object.keys(asked)
  const [kind] = named
  if (named.length !== 1 || kind === undefined) {
    throw invalid(
      'You must specify exactly one of `coupon`, `discount` or `promotion_code` for each discount.',
      { param: at },
    )
  }
  const param = `${at}[${kind}]`
  if (asked.discount !== undefined) {
    const kept = work.need(discounts, asked.discount, param, 400)
    if (idOf(kept.customer) === grantee.customer) return kept.id
    throw missing('discount', kept.id, param, 400)
  }
  const code = asked.promotion_code === undefined ? undefined : work.get(promotionCodes, asked.promotion_code)
  if (asked.promotion_code !== undefined && !code)
    throw missing('promotion code', asked.promotion_code, param, 400)
  const coupon = work.need(coupons, asked.coupon ?? idOf(code?.promotion.coupon) ?? '', param, 400)
  checkCurrency(work, coupon, grantee.currency, param)
  if (code) {
    const { customer, currency, amount = null } = grantee
    redeemPromotionCode(work, code, { customer, currency, amount, param })
  }
  redeemCoupon(work, work.need(coupons, coupon.id), param)
  return write(work, coupon, code, grantee)
}

/**
 * Redeems each coupon or code and writes its discount; a discount named by its id is kept as it is.
 * @throws {ApiFailure} 400 for what cannot be redeemed, with its place in `param`.
 */
export const grantDiscounts = (
  work: Work,
  asked: readonly AskedDiscount[] | null | undefined,
  grantee: Grantee,
  param = 'discounts',
): string[] => (asked ?? []).map((one, at) => grant(work, one, grantee, `${param}[${at}]`))
