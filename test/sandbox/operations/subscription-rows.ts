import { expect } from 'vitest'
import { payer, refused, subscribed } from './billing-scene.ts'
import { does, type Row, refuses, refusesCursor, refusesQuery, refusesUnknown } from './row.ts'

export const subscriptionRows: readonly Row[] = [
  does('subscriptions.create', 'takes the first payment and is active', async ({ stripe }) => {
    const made = await subscribed(stripe, { expand: ['latest_invoice'] })
    expect(made).toMatchObject({
      status: 'active',
      billing_mode: { type: 'flexible' },
      latest_invoice: { status: 'paid', amount_paid: 3800 },
    })
  }),
  does('subscriptions.create', 'waits for the customer when it is told to', async ({ stripe }) => {
    const made = await subscribed(stripe, {
      payment_behavior: 'default_incomplete',
      expand: ['latest_invoice.confirmation_secret'],
    })
    expect(made).toMatchObject({
      status: 'incomplete',
      latest_invoice: { confirmation_secret: { type: 'payment_intent' } },
    })
  }),
  refuses(
    'subscriptions.create',
    'refuses an unknown price',
    ({ stripe }) => subscribed(stripe, { items: [{ price: 'price_none' }] }),
    { ...refused, code: 'resource_missing', param: 'items[0][price]' },
  ),
  refuses(
    'subscriptions.create',
    'refuses a customer with nothing to pay by',
    async ({ stripe }) => subscribed(stripe, { customer: (await stripe.customers.create()).id }),
    { ...refused, code: 'resource_missing', message: /no attached payment source/ },
  ),
  does('subscriptions.retrieve', 'tells its periods by its items', async ({ stripe }) => {
    const { id } = await subscribed(stripe)
    const found = await stripe.subscriptions.retrieve(id)
    expect(found).not.toHaveProperty('current_period_end')
    expect(found.items.data[0]?.current_period_end).toBeGreaterThan(found.created)
  }),
  refusesUnknown('subscriptions.retrieve', ({ stripe }) => stripe.subscriptions.retrieve('sub_none')),
  does('subscriptions.update', 'ends with its period when it is told to, and goes on', async ({ stripe }) => {
    const { id } = await subscribed(stripe)
    const ending = await stripe.subscriptions.update(id, { cancel_at_period_end: true })
    expect(ending).toMatchObject({ status: 'active', cancel_at_period_end: true })
    expect(ending.cancel_at).toBe(ending.items.data[0]?.current_period_end)
    expect(await stripe.subscriptions.update(id, { cancel_at_period_end: false })).toMatchObject({
      cancel_at: null,
    })
  }),
  does('subscriptions.update', 'pauses collection', async ({ stripe }) => {
    const { id } = await subscribed(stripe)
    const paused = await stripe.subscriptions.update(id, { pause_collection: { behavior: 'void' } })
    expect(paused).toMatchObject({ status: 'active', pause_collection: { behavior: 'void' } })
  }),
  refuses(
    'subscriptions.update',
    'refuses to bill what was canceled',
    async ({ stripe }) => {
      const { id } = await subscribed(stripe)
      await stripe.subscriptions.cancel(id)
      return await stripe.subscriptions.update(id, { cancel_at_period_end: true })
    },
    { ...refused, code: 'invalid_canceled_subscription_fields' },
  ),
  does('subscriptions.cancel', 'ends it at once', async ({ stripe }) => {
    const { id } = await subscribed(stripe)
    const ended = await stripe.subscriptions.cancel(id)
    expect(ended.status).toBe('canceled')
    expect(ended.ended_at).not.toBeNull()
  }),
  refuses(
    'subscriptions.cancel',
    'refuses to end it twice',
    async ({ stripe }) => {
      const { id } = await subscribed(stripe)
      await stripe.subscriptions.cancel(id)
      return await stripe.subscriptions.cancel(id)
    },
    { ...refused, status: 404, code: 'resource_missing', param: 'id' },
  ),
  does('subscriptions.list', 'leaves out what was canceled unless it is asked for', async ({ stripe }) => {
    const { id, customer } = await subscribed(stripe)
    await stripe.subscriptions.cancel(id)
    const of = { customer: String(customer) }
    expect((await stripe.subscriptions.list(of)).data).toEqual([])
    expect((await stripe.subscriptions.list({ ...of, status: 'all' })).data).toMatchObject([{ id }])
    expect((await stripe.subscriptions.list({ ...of, status: 'ended' })).data).toMatchObject([{ id }])
  }),
  refusesCursor('subscriptions.list', ({ stripe }, params) => stripe.subscriptions.list(params)),
  does('subscriptions.search', 'finds by status and notes', async ({ stripe }) => {
    const { id } = await subscribed(stripe, { metadata: { plan: 'gold' } })
    await subscribed(stripe)
    const query = 'status:"active" AND metadata["plan"]:"gold"'
    expect((await stripe.subscriptions.search({ query })).data).toMatchObject([{ id }])
  }),
  refusesQuery('subscriptions.search', ({ stripe }, params) => stripe.subscriptions.search(params)),
  does('subscriptions.pause', 'and resume: it costs nothing in between', async ({ stripe }) => {
    const { id } = await subscribed(stripe)
    expect((await stripe.subscriptions.pause(id, { type: 'subscription' })).status).toBe('paused')
    expect((await stripe.subscriptions.resume(id)).status).toBe('active')
  }),
  refuses(
    'subscriptions.pause',
    'refuses what is canceled',
    async ({ stripe }) => {
      const { id } = await subscribed(stripe)
      await stripe.subscriptions.cancel(id)
      return await stripe.subscriptions.pause(id, { type: 'subscription' })
    },
    { ...refused, message: /only pause/ },
  ),
  refuses(
    'subscriptions.resume',
    'refuses what is not paused',
    async ({ stripe }) => stripe.subscriptions.resume((await subscribed(stripe)).id),
    { ...refused, message: /only resume a subscription that is paused/ },
  ),
  does('subscriptions.migrate', 'moves a classic one to flexible billing', async ({ stripe }) => {
    const { id } = await subscribed(stripe, { billing_mode: { type: 'classic' } })
    const moved = await stripe.subscriptions.migrate(id, { billing_mode: { type: 'flexible' } })
    expect(moved.billing_mode.type).toBe('flexible')
  }),
  refuses(
    'subscriptions.migrate',
    'refuses what is flexible already',
    async ({ stripe }) =>
      stripe.subscriptions.migrate((await subscribed(stripe)).id, { billing_mode: { type: 'flexible' } }),
    { ...refused, param: 'billing_mode[type]' },
  ),
  does(
    'invoices.createPreview',
    'tells what a change would cost, and changes nothing',
    async ({ stripe }) => {
      const { id, customer, items } = await subscribed(stripe)
      const preview = await stripe.invoices.createPreview({
        customer: String(customer),
        subscription: id,
        subscription_details: { items: [{ id: items.data[0]!.id, quantity: 2 }] },
      })
      expect(preview.lines.data.length).toBeGreaterThan(1)
      expect((await stripe.subscriptions.retrieve(id)).items.data[0]?.quantity).toBe(1)
    },
  ),
  refuses(
    'invoices.createPreview',
    'refuses a subscription that does not exist',
    async ({ stripe }) =>
      stripe.invoices.createPreview({ customer: await payer(stripe), subscription: 'sub_none' }),
    { ...refused, status: 404, code: 'resource_missing', param: 'subscription' },
  ),
]
