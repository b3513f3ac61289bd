import type Stripe from 'stripe'
import { defineKind, type Stored } from '#server/sandbox/core/kind.ts'

/** What a coupon tells only when it is asked for by `expand`. */
export interface CouponScope extends Stored {
  readonly products?: string[]
  readonly currencyOptions?: Readonly<Record<string, Stripe.Coupon.CurrencyOptions>>
}
export const couponScopes = defineKind<CouponScope>({ name: '_coupon_scope' })

/** A coupon's id is chosen by who makes it, so it is found by the id alone. */
export const coupons = defineKind<Stripe.Coupon>({
  name: 'coupon',
  ownIds: true,
  computed: {
    applies_to: ({ id }, reader) => {
      const products = reader.get(couponScopes, id)?.products
      return products && { products }
    },
    currency_options: ({ id }, reader) => reader.get(couponScopes, id)?.currencyOptions,
  },
})

/** A deleted coupon, kept for the discounts that it has given. */
export interface DeletedCoupon extends Stored {
  readonly coupon: Stripe.Coupon
}
export const deletedCoupons = defineKind<DeletedCoupon>({ name: '_deleted_coupon' })

/** What the coupon takes off in a currency, in its minor unit; `null` when it is of another currency. */
export function amountOffIn(
  coupon: Stripe.Coupon,
  scope: CouponScope | undefined,
  currency: string,
): number | null {
  if (coupon.currency === currency) return coupon.amount_off
  return scope?.currencyOptions?.[currency]?.amount_off ?? null
}

/** Whether it can still be redeemed at `now`, in whole seconds. */
export const isRedeemable = (
  { max_redemptions: most, redeem_by: until, times_redeemed: times }: Stripe.Coupon,
  now: number,
): boolean => (most === null || times < most) && (until === null || until > now)
