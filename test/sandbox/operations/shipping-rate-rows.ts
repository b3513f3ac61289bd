import { expect } from 'vitest'
import { does, type Row, refuses } from './row.ts'

const post = {
  display_name: 'Post',
  fixed_amount: { amount: 500, currency: 'usd' },
  delivery_estimate: {
    minimum: { unit: 'business_day' as const, value: 3 },
    maximum: { unit: 'business_day' as const, value: 5 },
  },
}

/** No rate can be renamed. */
const renamed: object = { display_name: 'Express' }

export const shippingRateRows: readonly Row[] = [
  does('shippingRates.create', 'makes a rate of a fixed amount', async ({ stripe }) => {
    expect(await stripe.shippingRates.create(post)).toMatchObject({
      active: true,
      type: 'fixed_amount',
      ...post,
    })
  }),
  refuses(
    'shippingRates.create',
    'refuses one without an amount',
    ({ stripe }) => stripe.shippingRates.create({ display_name: 'Post' }),
    {
      class: 'StripeInvalidRequestError',
      status: 400,
      code: 'parameter_missing',
      param: 'fixed_amount',
    },
  ),
  does('shippingRates.retrieve', 'finds one by its id', async ({ stripe }) => {
    const { id } = await stripe.shippingRates.create(post)
    expect(await stripe.shippingRates.retrieve(id)).toMatchObject({ id, display_name: 'Post' })
  }),
  refuses(
    'shippingRates.retrieve',
    'refuses an id that does not exist',
    ({ stripe }) => stripe.shippingRates.retrieve('shr_none'),
    {
      class: 'StripeInvalidRequestError',
      status: 404,
      code: 'resource_missing',
      param: 'shipping_rate',
    },
  ),
  does('shippingRates.update', 'retires a rate', async ({ stripe }) => {
    const { id } = await stripe.shippingRates.create(post)
    expect(await stripe.shippingRates.update(id, { active: false, metadata: { by: 'ada' } })).toMatchObject({
      active: false,
      metadata: { by: 'ada' },
    })
  }),
  refuses(
    'shippingRates.update',
    'refuses another amount',
    async ({ stripe }) => {
      const { id } = await stripe.shippingRates.create(post)
      return await stripe.shippingRates.update(id, { ...renamed })
    },
    {
      class: 'StripeInvalidRequestError',
      status: 400,
      code: 'parameter_unknown',
      param: 'display_name',
    },
  ),
  does('shippingRates.list', 'finds by currency and by whether they are in use', async ({ stripe }) => {
    const old = await stripe.shippingRates.create(post)
    const inUse = await stripe.shippingRates.create(post)
    await stripe.shippingRates.update(old.id, { active: false })
    const { data } = await stripe.shippingRates.list({ active: true, currency: 'usd' })
    expect(data.map(({ id }) => id)).toEqual([inUse.id])
  }),
  refuses(
    'shippingRates.list',
    'refuses a cursor that names nothing',
    ({ stripe }) => stripe.shippingRates.list({ starting_after: 'shr_none' }),
    {
      class: 'StripeInvalidRequestError',
      status: 400,
      code: 'resource_missing',
      param: 'starting_after',
    },
  ),
]
