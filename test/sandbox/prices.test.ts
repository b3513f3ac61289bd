import Stripe from 'stripe'
import { expect, test } from 'vitest'
import { startTestSandbox } from './sandbox-client.ts'

test('a price is found by its lookup key, which can be handed on', async () => {
  const { stripe } = await startTestSandbox()
  const { id: product } = await stripe.products.create({ name: 'Filter Club' })
  const recurring = { interval: 'month', interval_count: 3 } as const
  const wish = { product, currency: 'eur', unit_amount: 2400, recurring, lookup_key: 'filter-club' }
  const first = await stripe.prices.create(wish)
  await expect(stripe.prices.create(wish)).rejects.toMatchObject({ param: 'lookup_key', statusCode: 400 })
  const second = await stripe.prices.create({ ...wish, unit_amount: 2600, transfer_lookup_key: true })
  const { data } = await stripe.prices.list({ lookup_keys: ['filter-club'], expand: ['data.product'] })
  expect(data).toMatchObject([{ id: second.id, type: 'recurring', product: { name: 'Filter Club' } }])
  expect((await stripe.prices.retrieve(first.id)).lookup_key).toBeNull()
})

test('fractions of a cent are billed by the decimal and rounded once', async () => {
  const { stripe } = await startTestSandbox()
  const price = await stripe.prices.create({
    product_data: { name: 'Paper cup' },
    currency: 'eur',
    unit_amount_decimal: Stripe.Decimal.from('0.35'),
  })
  expect(price.unit_amount).toBeNull()
  expect(price.unit_amount_decimal?.toString()).toBe('0.35')
  const { id: customer } = await stripe.customers.create()
  const item = await stripe.invoiceItems.create({ customer, pricing: { price: price.id }, quantity: 101 })
  expect(item.amount).toBe(35)
})

test.each([
  ['neither amount', {}],
  ['both amounts', { unit_amount: 100, unit_amount_decimal: Stripe.Decimal.from('100') }],
])('a price with %s is refused', async (_, amounts) => {
  const { stripe } = await startTestSandbox()
  const asked = stripe.prices.create({ product_data: { name: 'Cup' }, currency: 'eur', ...amounts })
  await expect(asked).rejects.toMatchObject({ type: 'StripeInvalidRequestError', param: 'unit_amount' })
})

test('a product is changed, told by an event, and listed by what is active', async () => {
  const { stripe } = await startTestSandbox()
  const { id } = await stripe.products.create({ name: 'Cold Brew', metadata: { sku: 'cb' } })
  await stripe.products.update(id, { active: false, metadata: { sku: '' } })
  expect((await stripe.products.list({ active: true })).data).toEqual([])
  const [event] = (await stripe.events.list({ type: 'product.updated' })).data
  expect(event?.data.previous_attributes).toMatchObject({ active: true, metadata: { sku: 'cb' } })
  expect((await stripe.products.search({ query: 'name:"cold brew" active:"false"' })).data).toMatchObject([
    { id },
  ])
})
