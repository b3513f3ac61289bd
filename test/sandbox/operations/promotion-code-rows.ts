import type Stripe from 'stripe'
import { expect } from 'vitest'
import { does, type Row, refuses } from './row.ts'

const refused = { class: 'StripeInvalidRequestError', status: 400 } as const
const absent = { class: 'StripeInvalidRequestError', status: 404, code: 'resource_missing' } as const

async function promote(stripe: Stripe, params: Partial<Stripe.PromotionCodeCreateParams> = {}) {
  const coupon = await stripe.coupons.create({ percent_off: 10 })
  return await stripe.promotionCodes.create({ promotion: { type: 'coupon', coupon: coupon.id }, ...params })
}

export const promotionCodeRows: readonly Row[] = [
  does('promotionCodes.create', 'gives a word to a coupon', async ({ stripe }) => {
    const code = await promote(stripe, { code: 'HELLO-10', expand: ['promotion.coupon'] })
    expect(code).toMatchObject({
      active: true,
      code: 'HELLO-10',
      promotion: { type: 'coupon', coupon: { percent_off: 10 } },
      restrictions: { first_time_transaction: false, minimum_amount: null },
    })
  }),
  does('promotionCodes.create', 'finds a word by itself', async ({ stripe }) => {
    expect((await promote(stripe)).code).toMatch(/^[0-9A-Z]{8}$/)
  }),
  refuses(
    'promotionCodes.create',
    'refuses a word that is taken, in whatever case',
    async ({ stripe }) => {
      await promote(stripe, { code: 'Hello' })
      return await promote(stripe, { code: 'HELLO' })
    },
    { ...refused, code: 'resource_already_exists', param: 'code' },
  ),
  refuses(
    'promotionCodes.create',
    'refuses an unknown coupon',
    ({ stripe }) => stripe.promotionCodes.create({ promotion: { type: 'coupon', coupon: 'NONE' } }),
    { ...refused, code: 'resource_missing', param: 'promotion[coupon]' },
  ),
  refuses(
    'promotionCodes.create',
    'refuses an end that is over',
    ({ stripe }) => promote(stripe, { expires_at: 1_700_000_000 }),
    { ...refused, param: 'expires_at' },
  ),
  refuses(
    'promotionCodes.create',
    'refuses a least amount without its currency',
    ({ stripe }) => promote(stripe, { restrictions: { minimum_amount: 100 } }),
    { ...refused, code: 'parameter_missing', param: 'restrictions[minimum_amount_currency]' },
  ),
  does('promotionCodes.retrieve', 'finds one by its id', async ({ stripe }) => {
    const { id, code } = await promote(stripe)
    expect(await stripe.promotionCodes.retrieve(id)).toMatchObject({ id, code })
  }),
  refuses(
    'promotionCodes.retrieve',
    'refuses an unknown id',
    ({ stripe }) => stripe.promotionCodes.retrieve('promo_none'),
    { ...absent, param: 'promotion_code' },
  ),
  does('promotionCodes.update', 'switches one off and tells of it', async ({ stripe }) => {
    const { id } = await promote(stripe)
    expect((await stripe.promotionCodes.update(id, { active: false })).active).toBe(false)
    const [event] = (await stripe.events.list({ type: 'promotion_code.updated' })).data
    expect(event?.data.previous_attributes).toEqual({ active: true })
  }),
  refuses(
    'promotionCodes.update',
    'refuses to switch on what is past its end',
    async ({ stripe, control }) => {
      const { id } = await promote(stripe, { expires_at: Math.floor(Date.now() / 1000) + 3600 })
      await control('POST', '/clock', { advanceMs: 7_200_000 })
      return await stripe.promotionCodes.update(id, { active: true })
    },
    { ...refused, param: 'active' },
  ),
  does('promotionCodes.list', 'finds them by code, coupon, customer and state', async ({ stripe }) => {
    const customer = await stripe.customers.create({ name: 'Ines' })
    const one = await promote(stripe, { code: 'ONE', customer: customer.id })
    const two = await promote(stripe, { code: 'TWO', active: false })
    const ids = async (params: Stripe.PromotionCodeListParams) =>
      (await stripe.promotionCodes.list(params)).data.map(({ id }) => id)
    expect(await ids({})).toEqual([two.id, one.id])
    expect(await ids({ code: 'one' })).toEqual([one.id])
    expect(await ids({ active: false })).toEqual([two.id])
    expect(await ids({ customer: customer.id })).toEqual([one.id])
    expect(await ids({ coupon: String(two.promotion.coupon) })).toEqual([two.id])
  }),
  refuses(
    'promotionCodes.list',
    'refuses a filter that it does not know',
    ({ stripe }) => stripe.promotionCodes.list({ active: 'perhaps' as unknown as boolean }),
    { ...refused, param: 'active' },
  ),
]
