import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { promotionCodes } from '#server/sandbox/resources/promotion-codes/promotion-code.ts'
import { coupons, isRedeemable } from './coupon.ts'

/** A coupon that cannot be redeemed any more takes its codes with it. */
export function retireCodes(work: Work, coupon: string): void {
  for (const code of work.by(promotionCodes, 'coupon', coupon))
    if (code.active) work.update(promotionCodes, code, { active: false }, 'promotion_code.updated')
}

/** Counts one use. @throws {ApiFailure} 400 for a coupon that is past its date or used up. */
export function redeemCoupon(work: Work, coupon: Stripe.Coupon, param: string): void {
  if (!isRedeemable(coupon, work.now))
    throw invalid(`Coupon expired: ${coupon.id}`, { code: 'coupon_expired', param })
  const times_redeemed = coupon.times_redeemed + 1
  const valid = isRedeemable({ ...coupon, times_redeemed }, work.now)
  work.update(coupons, coupon, { times_redeemed, valid }, 'coupon.updated')
  if (!valid) retireCodes(work, coupon.id)
}

/** The coupon's last day has passed. */
export function expireCoupon(work: Work, id: string): void {
  const coupon = work.get(coupons, id)
  if (!coupon?.valid || isRedeemable(coupon, work.now)) return
  work.update(coupons, coupon, { valid: false }, 'coupon.updated')
  retireCodes(work, id)
}
