import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import { createdParam, createdWithin, page, pageParams } from '#server/sandbox/core/list.ts'
import { mergeMetadata, metadata } from '#server/sandbox/core/metadata.ts'
import { operation, type Resource } from '#server/sandbox/core/operation.ts'
import { boolean, object, type Parsed, type ShapeOf, string } from '#server/sandbox/core/params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { coupons } from '#server/sandbox/resources/coupons/coupon.ts'
import { createParams, createPromotionCode, minimumsParam } from './create-promotion-code.ts'
import { promotionCodes } from './promotion-code.ts'
import { isUsedUp } from './redeem-promotion-code.ts'

const updateParams = {
  active: boolean(),
  metadata: metadata(),
  restrictions: object({ currency_options: minimumsParam }),
} satisfies ShapeOf<Stripe.PromotionCodeUpdateParams>

/** @throws {ApiFailure} 400 when a code would be made active that nobody could redeem. */
function update(work: Work, params: Parsed<typeof updateParams>, id: string): Stripe.PromotionCode {
  const code = work.need(promotionCodes, id, 'promotion_code')
  const { active, metadata: change, restrictions } = params
  const coupon = work.get(coupons, idOf(code.promotion.coupon) ?? '')
  if (active && !code.active && (!coupon?.valid || isUsedUp(code, work.now))) {
    throw invalid('This promotion code cannot be activated: it is expired or used up, or its coupon is.', {
      param: 'active',
    })
  }
  return work.update(
    promotionCodes,
    code,
    {
      ...(active === undefined ? {} : { active }),
      ...(change === undefined ? {} : { metadata: mergeMetadata(code.metadata ?? {}, change) }),
      ...(restrictions?.currency_options && {
        restrictions: {
          ...code.restrictions,
          currency_options: { ...code.restrictions.currency_options, ...restrictions.currency_options },
        },
      }),
    },
    'promotion_code.updated',
  )
}

const listParams = {
  ...pageParams,
  active: boolean(),
  code: string(),
  coupon: string(),
  created: createdParam,
  customer: string(),
} satisfies ShapeOf<Stripe.PromotionCodeListParams>

function list(work: Work, params: Parsed<typeof listParams>) {
  const { active, code, coupon, customer } = params
  const within = createdWithin(params.created)
  return page(work, promotionCodes, params, {
    url: '/v1/promotion_codes',
    by: code ? ['code', code.toLowerCase()] : coupon ? ['coupon', coupon] : undefined,
    keep: item =>
      within(item) &&
      (active === undefined || item.active === active) &&
      (coupon === undefined || idOf(item.promotion.coupon) === coupon) &&
      (customer === undefined || idOf(item.customer) === customer),
  })
}

export const promotionCodeResource: Resource = {
  kinds: [promotionCodes],
  jobs: {
    'promotion_code.expire': (work, id) => {
      const code = work.get(promotionCodes, id)
      if (code?.active) work.update(promotionCodes, code, { active: false }, 'promotion_code.updated')
    },
  },
  operations: [
    operation({
      method: 'POST',
      path: '/v1/promotion_codes',
      params: createParams,
      run: createPromotionCode,
    }),
    operation({ method: 'GET', path: '/v1/promotion_codes', params: listParams, run: list }),
    operation({
      method: 'GET',
      path: '/v1/promotion_codes/:promotion_code',
      params: {},
      run: (work, _, id) => work.need(promotionCodes, id, 'promotion_code'),
    }),
    operation({
      method: 'POST',
      path: '/v1/promotion_codes/:promotion_code',
      params: updateParams,
      run: update,
    }),
  ],
}
