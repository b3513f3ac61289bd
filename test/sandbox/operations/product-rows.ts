import { expect } from 'vitest'
import { does, type Row, refuses, refusesCursor, refusesQuery, refusesUnknown } from './row.ts'

export const productRows: readonly Row[] = [
  does('products.create', 'makes one that can be sold at once', async ({ stripe }) => {
    const made = await stripe.products.create({ name: 'Beans', description: '1 kg', metadata: { sku: 'b1' } })
    expect(made).toMatchObject({ name: 'Beans', description: '1 kg', active: true, metadata: { sku: 'b1' } })
  }),
  refuses(
    'products.create',
    'refuses one without a name',
    // @ts-expect-error The SDK's own types ask for the name.
    ({ stripe }) => stripe.products.create({}),
    { class: 'StripeInvalidRequestError', status: 400, code: 'parameter_missing', param: 'name' },
  ),
  does('products.retrieve', 'finds one by its id', async ({ stripe }) => {
    const { id } = await stripe.products.create({ name: 'Beans' })
    expect(await stripe.products.retrieve(id)).toMatchObject({ id, name: 'Beans' })
  }),
  refusesUnknown('products.retrieve', ({ stripe }) => stripe.products.retrieve('prod_none')),
  does('products.update', 'changes its words and takes it off the shelf', async ({ stripe }) => {
    const { id } = await stripe.products.create({ name: 'Beans' })
    expect(await stripe.products.update(id, { name: 'Dark beans', active: false })).toMatchObject({
      name: 'Dark beans',
      active: false,
    })
  }),
  refusesUnknown('products.update', ({ stripe }) => stripe.products.update('prod_none', { name: 'Beans' })),
  does('products.del', 'forgets what has no price', async ({ stripe }) => {
    const { id } = await stripe.products.create({ name: 'Beans' })
    expect(await stripe.products.del(id)).toMatchObject({ id, deleted: true })
    expect((await stripe.products.list()).data).toEqual([])
  }),
  refuses(
    'products.del',
    'refuses to forget what has a price',
    async ({ stripe }) => {
      const { id } = await stripe.products.create({ name: 'Beans' })
      await stripe.prices.create({ product: id, currency: 'usd', unit_amount: 1_800 })
      return await stripe.products.del(id)
    },
    { class: 'StripeInvalidRequestError', status: 400, message: /one or more user-created prices/ },
  ),
  does('products.list', 'finds by id and by what is active', async ({ stripe }) => {
    const { id } = await stripe.products.create({ name: 'Beans' })
    const other = await stripe.products.create({ name: 'Leaves', active: false })
    expect((await stripe.products.list({ active: true })).data).toMatchObject([{ id }])
    expect((await stripe.products.list({ ids: [other.id] })).data).toMatchObject([{ id: other.id }])
  }),
  refusesCursor('products.list', ({ stripe }, params) => stripe.products.list(params)),
  does('products.search', 'finds by name', async ({ stripe }) => {
    const { id } = await stripe.products.create({ name: 'Cold Brew' })
    expect((await stripe.products.search({ query: 'name:"cold brew"' })).data).toMatchObject([{ id }])
  }),
  refusesQuery('products.search', ({ stripe }, params) => stripe.products.search(params)),
]
