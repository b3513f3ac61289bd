import { expect, test } from 'vitest'
import { payer } from './operations/billing-scene.ts'
import { startTestSandbox } from './sandbox-client.ts'

const tiers = [
  { up_to: 10, unit_amount: 500 },
  { up_to: 'inf' as const, unit_amount: 400, flat_amount: 100 },
]

test.each([
  ['graduated', 10 * 500 + 5 * 400 + 100],
  ['volume', 15 * 400 + 100],
] as const)('a price in %s tiers is billed by them', async (tiers_mode, total) => {
  const { stripe } = await startTestSandbox()
  const price = await stripe.prices.create({
    currency: 'eur',
    billing_scheme: 'tiered',
    tiers_mode,
    tiers,
    recurring: { interval: 'month' },
    product_data: { name: 'Seats' },
    expand: ['tiers'],
  })
  expect(price.tiers).toMatchObject([
    { up_to: 10, unit_amount: 500 },
    { up_to: null, flat_amount: 100 },
  ])
  expect(await stripe.prices.retrieve(price.id)).not.toHaveProperty('tiers')
  const made = await stripe.subscriptions.create({
    customer: await payer(stripe),
    items: [{ price: price.id, quantity: 15 }],
    expand: ['latest_invoice'],
  })
  expect(made.latest_invoice).toMatchObject({ status: 'paid', total })
})

test('a product comes with its price, and is kept as long as it has one', async () => {
  const { stripe } = await startTestSandbox()
  const product = await stripe.products.create({
    id: 'filter_club',
    name: 'Filter Club',
    default_price_data: { currency: 'eur', unit_amount: 900 },
    expand: ['default_price'],
  })
  expect(product.default_price).toMatchObject({ unit_amount: 900, product: 'filter_club' })
  await expect(stripe.products.del('filter_club')).rejects.toMatchObject({ statusCode: 400 })
  const bare = await stripe.products.create({ name: 'Gone' })
  expect(await stripe.products.del(bare.id)).toMatchObject({ deleted: true })
  await expect(stripe.products.retrieve(bare.id)).rejects.toMatchObject({ statusCode: 404 })
})
