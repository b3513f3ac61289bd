import type Stripe from 'stripe'
import { defineKind, idOf } from '#server/sandbox/core/kind.ts'

/** A word that customers type to redeem a coupon. */
export const promotionCodes = defineKind<Stripe.PromotionCode>({
  name: 'promotion_code',
  prefix: 'promo',
  indexes: { code: ({ code }) => code.toLowerCase(), coupon: ({ promotion }) => idOf(promotion.coupon) },
  expandable: ['customer', 'promotion.coupon'],
})
