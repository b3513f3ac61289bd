import { expect } from 'vitest'
import { absent, monthly, refused, subscribed } from './billing-scene.ts'
import { does, type Row, refuses, refusesUnknown } from './row.ts'

export const subscriptionItemRows: readonly Row[] = [
  does('subscriptionItems.create', 'adds a second price to what is paid each month', async ({ stripe }) => {
    const { id } = await subscribed(stripe)
    const price = (await monthly(stripe, { unit_amount: 900 })).id
    const made = await stripe.subscriptionItems.create({ subscription: id, price, quantity: 2 })
    expect(made).toMatchObject({ subscription: id, quantity: 2, price: { id: price } })
    expect((await stripe.subscriptions.retrieve(id)).items.data).toHaveLength(2)
  }),
  refuses(
    'subscriptionItems.create',
    'refuses a subscription that does not exist',
    ({ stripe }) => stripe.subscriptionItems.create({ subscription: 'sub_none', price: 'price_none' }),
    { ...refused, code: 'resource_missing', param: 'subscription' },
  ),
  does('subscriptionItems.retrieve', 'tells its own period', async ({ stripe }) => {
    const [item] = (await subscribed(stripe)).items.data
    const { current_period_start, current_period_end } = await stripe.subscriptionItems.retrieve(item!.id)
    expect(current_period_end).toBeGreaterThan(current_period_start)
  }),
  refusesUnknown(
    'subscriptionItems.retrieve',
    ({ stripe }) => stripe.subscriptionItems.retrieve('si_none'),
    'item',
  ),
  does('subscriptionItems.update', 'changes the quantity', async ({ stripe }) => {
    const [item] = (await subscribed(stripe)).items.data
    expect(await stripe.subscriptionItems.update(item!.id, { quantity: 3 })).toMatchObject({ quantity: 3 })
  }),
  refusesUnknown(
    'subscriptionItems.update',
    ({ stripe }) => stripe.subscriptionItems.update('si_none', { quantity: 1 }),
    'item',
  ),
  does('subscriptionItems.del', 'takes one of two away', async ({ stripe }) => {
    const items = [{ price: (await monthly(stripe)).id }, { price: (await monthly(stripe)).id }]
    const { id, items: made } = await subscribed(stripe, { items })
    const [first, second] = made.data
    expect(await stripe.subscriptionItems.del(first!.id)).toMatchObject({ id: first!.id, deleted: true })
    expect((await stripe.subscriptions.retrieve(id)).items.data).toMatchObject([{ id: second!.id }])
  }),
  refusesUnknown('subscriptionItems.del', ({ stripe }) => stripe.subscriptionItems.del('si_none'), 'item'),
  does('subscriptionItems.list', 'lists those of a subscription', async ({ stripe }) => {
    const { id, items } = await subscribed(stripe)
    const { data } = await stripe.subscriptionItems.list({ subscription: id })
    expect(data).toMatchObject([{ id: items.data[0]!.id }])
  }),
  refuses(
    'subscriptionItems.list',
    'refuses a subscription that does not exist',
    ({ stripe }) => stripe.subscriptionItems.list({ subscription: 'sub_none' }),
    { ...refused, code: 'resource_missing', param: 'subscription' },
  ),
  does('subscriptions.deleteDiscount', 'ends the discount of a subscription', async ({ stripe }) => {
    const coupon = (await stripe.coupons.create({ percent_off: 10, duration: 'forever' })).id
    const { id } = await subscribed(stripe, { discounts: [{ coupon }] })
    expect(await stripe.subscriptions.deleteDiscount(id)).toMatchObject({ deleted: true })
    expect((await stripe.subscriptions.retrieve(id)).discounts).toEqual([])
  }),
  refuses(
    'subscriptions.deleteDiscount',
    'refuses a subscription that does not exist',
    ({ stripe }) => stripe.subscriptions.deleteDiscount('sub_none'),
    { ...absent, param: 'id' },
  ),
]
