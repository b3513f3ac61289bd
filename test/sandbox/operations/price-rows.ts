import { expect } from 'vitest'
import { does, type Row, refuses, refusesCursor, refusesQuery, refusesUnknown } from './row.ts'

const wish = { product_data: { name: 'Beans' }, currency: 'usd', unit_amount: 1_800 } as const
const invalid = { class: 'StripeInvalidRequestError', status: 400 } as const

export const priceRows: readonly Row[] = [
  does('prices.create', 'makes a price, and its product along with it', async ({ stripe }) => {
    const made = await stripe.prices.create({
      ...wish,
      recurring: { interval: 'month' },
      expand: ['product'],
    })
    expect(made).toMatchObject({
      type: 'recurring',
      unit_amount: 1_800,
      product: { name: 'Beans' },
      recurring: { interval: 'month', interval_count: 1 },
    })
  }),
  refuses(
    'prices.create',
    'refuses one of an unknown product',
    ({ stripe }) => stripe.prices.create({ currency: 'usd', unit_amount: 1, product: 'prod_none' }),
    { ...invalid, code: 'resource_missing', param: 'product' },
  ),
  refuses(
    'prices.create',
    'refuses a lookup key that is taken',
    async ({ stripe }) => {
      await stripe.prices.create({ ...wish, lookup_key: 'beans' })
      return await stripe.prices.create({ ...wish, lookup_key: 'beans' })
    },
    { ...invalid, param: 'lookup_key', message: /already using that lookup key/ },
  ),
  does('prices.retrieve', 'finds one by its id', async ({ stripe }) => {
    const { id } = await stripe.prices.create(wish)
    expect(await stripe.prices.retrieve(id)).toMatchObject({ id, unit_amount: 1_800 })
  }),
  refusesUnknown('prices.retrieve', ({ stripe }) => stripe.prices.retrieve('price_none'), 'price'),
  does('prices.update', 'is withdrawn, and keeps its amount', async ({ stripe }) => {
    const { id } = await stripe.prices.create(wish)
    expect(await stripe.prices.update(id, { active: false, nickname: 'old' })).toMatchObject({
      active: false,
      nickname: 'old',
      unit_amount: 1_800,
    })
  }),
  refuses(
    'prices.update',
    'refuses another amount',
    async ({ stripe }) => {
      const { id } = await stripe.prices.create(wish)
      // @ts-expect-error The SDK's own types know no such parameter.
      return await stripe.prices.update(id, { unit_amount: 1 })
    },
    { ...invalid, code: 'parameter_unknown', param: 'unit_amount' },
  ),
  does('prices.list', 'finds by product and lookup key', async ({ stripe }) => {
    const { id, product } = await stripe.prices.create({ ...wish, lookup_key: 'beans' })
    await stripe.prices.create(wish)
    expect((await stripe.prices.list({ product: String(product) })).data).toMatchObject([{ id }])
    expect((await stripe.prices.list({ lookup_keys: ['beans'] })).data).toMatchObject([{ id }])
  }),
  refusesCursor('prices.list', ({ stripe }, params) => stripe.prices.list(params)),
  does('prices.search', 'finds by what was noted on it', async ({ stripe }) => {
    const { id } = await stripe.prices.create({ ...wish, metadata: { season: 'spring' } })
    await stripe.prices.create(wish)
    const query = 'metadata["season"]:"spring"'
    expect((await stripe.prices.search({ query })).data).toMatchObject([{ id }])
  }),
  refusesQuery('prices.search', ({ stripe }, params) => stripe.prices.search(params)),
]
