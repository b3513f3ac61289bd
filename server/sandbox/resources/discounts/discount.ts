import type Stripe from 'stripe'
import { defineKind, idOf, type Reader } from '#server/sandbox/core/kind.ts'
import { coupons, deletedCoupons } from '#server/sandbox/resources/coupons/coupon.ts'

/** A coupon at work: for a customer, a subscription or one of its items, an invoice, or an invoice item. */
export const discounts = defineKind<Stripe.Discount>({
  name: 'discount',
  prefix: 'di',
  indexes: { subscription: discount => discount.subscription },
  orderOf: ({ start }) => start,
  expandable: ['customer', 'promotion_code', 'source.coupon'],
})

/** The coupon behind a discount, also when it has been deleted since. */
export function couponOf(reader: Reader, { source }: Stripe.Discount): Stripe.Coupon | undefined {
  const id = idOf(source.coupon) ?? ''
  return reader.get(coupons, id) ?? reader.get(deletedCoupons, id)?.coupon
}

export const idsOf = (list: readonly (string | { readonly id: string })[] | null): string[] =>
  (list ?? []).map(entry => idOf(entry) ?? '')

/** What a discount is told as once it is gone. */
export function asDeleted({ end: _, deleted: __, ...discount }: Stripe.Discount): Stripe.DeletedDiscount {
  return { ...discount, deleted: true }
}
