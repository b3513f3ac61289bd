import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { couponScopes, coupons } from '#server/sandbox/resources/coupons/coupon.ts'
import { redeemCoupon } from '#server/sandbox/resources/coupons/redeem-coupon.ts'
import { promotionCodes } from '#server/sandbox/resources/promotion-codes/promotion-code.ts'
import {
  checkPromotionCode,
  redeemPromotionCode,
} from '#server/sandbox/resources/promotion-codes/redeem-promotion-code.ts'
import type { Session } from './checkout-session.ts'

interface Purchase {
  readonly session: string
  readonly currency: string
  readonly customer: string | null
  /** Before any discount, in the minor unit. */
  readonly subtotal: number
}

const buildDiscount = (
  work: Work,
  coupon: string,
  code: string | null,
  session: string,
): Stripe.Discount => ({
  id: work.id('di'),
  object: 'discount',
  checkout_session: session,
  customer: null,
  customer_account: null,
  end: null,
  invoice: null,
  invoice_item: null,
  promotion_code: code,
  source: { coupon, type: 'coupon' },
  start: work.now,
  subscription: null,
  subscription_item: null,
})

function fromCode(work: Work, id: string, param: string, purchase: Purchase): Stripe.Discount {
  const code = work.need(promotionCodes, id, param, 400)
  const { currency, customer, subtotal: amount } = purchase
  checkPromotionCode(work, code, { customer: customer ?? '', currency, amount, param })
  return buildDiscount(work, idOf(code.promotion.coupon) ?? '', code.id, purchase.session)
}

/**
 * The discount that a coupon or a promotion code gives on a purchase.
 * @throws {ApiFailure} 400 for both or neither, and for one that cannot be redeemed any more or not on this purchase.
 */
export function discountFor(
  work: Work,
  { coupon, promotion_code: code }: { readonly coupon?: string; readonly promotion_code?: string },
  purchase: Purchase,
  at = 'discounts[0]',
): Stripe.Discount {
  if ((coupon === undefined) === (code === undefined)) {
    throw invalid(`You must specify exactly one of \`${at}[coupon]\` or \`${at}[promotion_code]\`.`, {
      param: at,
    })
  }
  if (coupon === undefined) return fromCode(work, code ?? '', `${at}[promotion_code]`, purchase)
  const found = work.need(coupons, coupon, `${at}[coupon]`, 400)
  if (found.valid) return buildDiscount(work, found.id, null, purchase.session)
  throw invalid(`Coupon expired: ${coupon}`, { code: 'coupon_expired', param: `${at}[coupon]` })
}

/**
 * The discount of a promotion code as a customer types it, in any case.
 * @throws {ApiFailure} 400 when there is none, or it is not for this purchase.
 */
export function discountOfWord(work: Work, word: string, purchase: Purchase): Stripe.Discount {
  const code = work.by(promotionCodes, 'code', word.trim().toLowerCase()).find(({ active }) => active)
  if (code) return fromCode(work, code.id, 'promotion_code', purchase)
  throw invalid('This code is invalid.', { param: 'promotion_code', code: 'promotion_code_invalid' })
}

/** How a session tells of its discount: a code stands for its coupon. */
export function toldOf(discount: Stripe.Discount | undefined): NonNullable<Session['discounts']> {
  if (!discount) return []
  const code = idOf(discount.promotion_code)
  return [{ coupon: code === null ? idOf(discount.source.coupon) : null, promotion_code: code }]
}

/** What a discount takes off, and off which products. */
export function termsOf(work: Work, discount: Stripe.Discount) {
  const id = idOf(discount.source.coupon) ?? ''
  return { discount, coupon: work.get(coupons, id), scope: work.get(couponScopes, id) }
}

/** Counts the use of a discount once its purchase is made; the purchase stands even if others were quicker. */
export function countUse(work: Work, discount: Stripe.Discount, session: Session): void {
  const coupon = work.get(coupons, idOf(discount.source.coupon) ?? '')
  const code = work.get(promotionCodes, idOf(discount.promotion_code) ?? '')
  if (code?.active) {
    const customer = idOf(session.customer) ?? ''
    redeemPromotionCode(work, code, { customer, currency: session.currency ?? '', amount: null, param: '' })
  }
  if (coupon?.valid) redeemCoupon(work, coupon, '')
}
