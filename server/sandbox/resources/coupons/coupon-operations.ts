import type Stripe from 'stripe'
import { createdParam, createdWithin, page, pageParams } from '#server/sandbox/core/list.ts'
import { mergeMetadata, metadata } from '#server/sandbox/core/metadata.ts'
import { operation, type Resource } from '#server/sandbox/core/operation.ts'
import { type Parsed, type ShapeOf, string } from '#server/sandbox/core/params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { couponScopes, coupons, deletedCoupons } from './coupon.ts'
import { createCoupon, createParams, currencyOptionsParam } from './create-coupon.ts'
import { expireCoupon, retireCodes } from './redeem-coupon.ts'

const updateParams = {
  currency_options: currencyOptionsParam,
  metadata: metadata(),
  name: string({ max: 40 }),
} satisfies ShapeOf<Stripe.CouponUpdateParams>

/** What a coupon is worth never changes: its name, its notes and further currencies may. */
function update(work: Work, params: Parsed<typeof updateParams>, id: string): Stripe.Coupon {
  const coupon = work.need(coupons, id, 'coupon')
  const { currency_options: options, metadata: change, name } = params
  const scope = work.get(couponScopes, id) ?? { id }
  if (options) work.put(couponScopes, { ...scope, currencyOptions: { ...scope.currencyOptions, ...options } })
  return work.update(
    coupons,
    coupon,
    {
      ...(name === undefined ? {} : { name }),
      ...(change === undefined ? {} : { metadata: mergeMetadata(coupon.metadata ?? {}, change) }),
    },
    'coupon.updated',
  )
}

/** Whoever has its discount keeps it; nobody else can redeem it. */
function remove(work: Work, id: string): Stripe.DeletedCoupon {
  const coupon = work.need(coupons, id, 'coupon')
  work.remove(coupons, id)
  work.put(deletedCoupons, { id, coupon })
  retireCodes(work, id)
  work.emit('coupon.deleted', coupon)
  return { id, object: 'coupon', deleted: true }
}

export const couponResource: Resource = {
  kinds: [coupons, couponScopes, deletedCoupons],
  jobs: { 'coupon.expire': expireCoupon },
  operations: [
    operation({ method: 'POST', path: '/v1/coupons', params: createParams, run: createCoupon }),
    operation({
      method: 'GET',
      path: '/v1/coupons',
      params: { ...pageParams, created: createdParam },
      run: (work, params) =>
        page(work, coupons, params, { url: '/v1/coupons', keep: createdWithin(params.created) }),
    }),
    operation({
      method: 'GET',
      path: '/v1/coupons/:coupon',
      params: {},
      run: (work, _, id) => work.need(coupons, id, 'coupon'),
    }),
    operation({ method: 'POST', path: '/v1/coupons/:coupon', params: updateParams, run: update }),
    operation({
      method: 'DELETE',
      path: '/v1/coupons/:coupon',
      params: {},
      run: (work, _, id) => remove(work, id),
    }),
  ],
}
