import { expect } from 'vitest'
import { does, type Row, refuses } from './row.ts'

const refused = { class: 'StripeInvalidRequestError', status: 400 } as const

export const couponRows: readonly Row[] = [
  does('coupons.create', 'makes a share off, for one invoice by default', async ({ stripe }) => {
    const coupon = await stripe.coupons.create({ percent_off: 12.5, name: 'Harvest' })
    expect(coupon).toMatchObject({ percent_off: 12.5, duration: 'once', valid: true, times_redeemed: 0 })
    expect(coupon).not.toHaveProperty('applies_to')
    const { data } = await stripe.events.list({ type: 'coupon.created' })
    expect(data.map(event => event.data.object)).toMatchObject([{ id: coupon.id }])
  }),
  does('coupons.create', 'tells its products and other currencies when asked', async ({ stripe }) => {
    const product = await stripe.products.create({ name: 'Grinder' })
    const coupon = await stripe.coupons.create({
      id: 'GRIND_5',
      amount_off: 500,
      currency: 'eur',
      currency_options: { usd: { amount_off: 600 } },
      applies_to: { products: [product.id] },
      duration: 'repeating',
      duration_in_months: 3,
      expand: ['applies_to', 'currency_options'],
    })
    expect(coupon).toMatchObject({
      id: 'GRIND_5',
      currency: 'eur',
      duration_in_months: 3,
      applies_to: { products: [product.id] },
      currency_options: { usd: { amount_off: 600 } },
    })
  }),
  refuses(
    'coupons.create',
    'refuses an id that is taken',
    async ({ stripe }) => {
      await stripe.coupons.create({ id: 'ONCE', percent_off: 10 })
      return await stripe.coupons.create({ id: 'ONCE', percent_off: 10 })
    },
    { ...refused, code: 'resource_already_exists', param: 'id', message: /already exists/ },
  ),
  refuses('coupons.create', 'refuses one that is worth nothing', ({ stripe }) => stripe.coupons.create({}), {
    ...refused,
    param: 'percent_off',
  }),
  refuses(
    'coupons.create',
    'refuses a share and an amount together',
    ({ stripe }) => stripe.coupons.create({ percent_off: 10, amount_off: 100, currency: 'eur' }),
    { ...refused, message: /only specify one of/ },
  ),
  refuses(
    'coupons.create',
    'refuses an amount without its currency',
    ({ stripe }) => stripe.coupons.create({ amount_off: 100 }),
    { ...refused, code: 'parameter_missing', param: 'currency' },
  ),
  refuses(
    'coupons.create',
    'refuses more than all',
    ({ stripe }) => stripe.coupons.create({ percent_off: 101 }),
    { ...refused, param: 'percent_off' },
  ),
  refuses(
    'coupons.create',
    'refuses to repeat for no number of months',
    ({ stripe }) => stripe.coupons.create({ percent_off: 10, duration: 'repeating' }),
    { ...refused, code: 'parameter_missing', param: 'duration_in_months' },
  ),
  refuses(
    'coupons.create',
    'refuses a last day that is over',
    ({ stripe }) => stripe.coupons.create({ percent_off: 10, redeem_by: 1_700_000_000 }),
    { ...refused, param: 'redeem_by' },
  ),
  does('coupons.retrieve', 'finds one by the id that was chosen', async ({ stripe }) => {
    await stripe.coupons.create({ id: 'SPRING_25', percent_off: 25 })
    expect(await stripe.coupons.retrieve('SPRING_25')).toMatchObject({ percent_off: 25 })
  }),
  refuses('coupons.retrieve', 'refuses an unknown id', ({ stripe }) => stripe.coupons.retrieve('NONE'), {
    class: 'StripeInvalidRequestError',
    status: 404,
    code: 'resource_missing',
    param: 'coupon',
    message: /No such coupon: 'NONE'/,
  }),
  does('coupons.update', 'changes its name and its notes', async ({ stripe }) => {
    const { id } = await stripe.coupons.create({ percent_off: 25, name: 'Spring' })
    const changed = await stripe.coupons.update(id, { name: 'Summer', metadata: { by: 'ops' } })
    expect(changed).toMatchObject({ name: 'Summer', metadata: { by: 'ops' }, percent_off: 25 })
    const [event] = (await stripe.events.list({ type: 'coupon.updated' })).data
    expect(event?.data.previous_attributes).toMatchObject({ name: 'Spring' })
  }),
  refuses(
    'coupons.update',
    'refuses an unknown id',
    ({ stripe }) => stripe.coupons.update('NONE', { name: 'x' }),
    { class: 'StripeInvalidRequestError', status: 404, code: 'resource_missing', param: 'coupon' },
  ),
  does('coupons.del', 'takes it away, and its codes with it', async ({ stripe }) => {
    const { id } = await stripe.coupons.create({ percent_off: 25 })
    const code = await stripe.promotionCodes.create({ promotion: { type: 'coupon', coupon: id } })
    expect(await stripe.coupons.del(id)).toEqual(expect.objectContaining({ id, deleted: true }))
    expect((await stripe.promotionCodes.retrieve(code.id)).active).toBe(false)
    expect((await stripe.coupons.list()).data).toEqual([])
  }),
  refuses('coupons.del', 'refuses an unknown id', ({ stripe }) => stripe.coupons.del('NONE'), {
    class: 'StripeInvalidRequestError',
    status: 404,
    code: 'resource_missing',
    param: 'coupon',
  }),
  does('coupons.list', 'gives them the newest first', async ({ stripe }) => {
    for (const id of ['A', 'B', 'C']) await stripe.coupons.create({ id, percent_off: 5 })
    const { data, has_more } = await stripe.coupons.list({ limit: 2 })
    expect([data.map(({ id }) => id), has_more]).toEqual([['C', 'B'], true])
  }),
  refuses(
    'coupons.list',
    'refuses a cursor that names none',
    ({ stripe }) => stripe.coupons.list({ starting_after: 'NONE' }),
    { ...refused, code: 'resource_missing', param: 'starting_after' },
  ),
]
