import { expect } from 'vitest'
import { absent, monthly, refused, subscribed } from './billing-scene.ts'
import { does, type Row, refuses } from './row.ts'

export const subscriptionBillingRows: readonly Row[] = [
  does('subscriptions.create', 'begins a trial that is free, and buys once beside it', async ({ stripe }) => {
    const cups = await stripe.prices.create({
      currency: 'eur',
      unit_amount: 500,
      product_data: { name: 'Cups' },
    })
    const made = await subscribed(stripe, {
      trial_period_days: 7,
      add_invoice_items: [{ price: cups.id, quantity: 2 }],
      expand: ['latest_invoice'],
    })
    expect(made).toMatchObject({ status: 'trialing', latest_invoice: { total: 1000, status: 'paid' } })
  }),
  does('subscriptions.create', 'gives items of different intervals their own periods', async ({ stripe }) => {
    const [month, year] = [await monthly(stripe), await monthly(stripe, { recurring: { interval: 'year' } })]
    const made = await subscribed(stripe, { items: [{ price: month.id }, { price: year.id }] })
    const [first, second] = made.items.data
    expect(second!.current_period_end - first!.current_period_end).toBeGreaterThan(300 * 86_400)
  }),
  does('subscriptions.create', 'sends an invoice that is due later', async ({ stripe }) => {
    const made = await subscribed(stripe, {
      collection_method: 'send_invoice',
      days_until_due: 14,
      expand: ['latest_invoice'],
    })
    expect(made).toMatchObject({ status: 'active', latest_invoice: { status: 'open' } })
  }),
  refuses(
    'subscriptions.create',
    'refuses a price that is paid once',
    async ({ stripe }) => {
      const once = await stripe.prices.create({
        currency: 'eur',
        unit_amount: 5,
        product_data: { name: 'Cup' },
      })
      return await subscribed(stripe, { items: [{ price: once.id }] })
    },
    { ...refused, param: 'items[0][price]', message: /type=one_time/ },
  ),
  refuses(
    'subscriptions.create',
    'refuses two ends of one trial',
    ({ stripe }) => subscribed(stripe, { trial_period_days: 7, trial_end: 4_000_000_000 }),
    { ...refused, message: /trial_end, trial_period_days/ },
  ),
  refuses(
    'subscriptions.create',
    'refuses a coupon that does not exist',
    ({ stripe }) => subscribed(stripe, { discounts: [{ coupon: 'NONE' }] }),
    { ...refused, code: 'resource_missing', param: 'discounts[0][coupon]' },
  ),
  does('subscriptions.update', 'bills a change at once when told to', async ({ stripe }) => {
    const made = await subscribed(stripe)
    const changed = await stripe.subscriptions.update(made.id, {
      items: [{ id: made.items.data[0]!.id, quantity: 2 }],
      proration_behavior: 'always_invoice',
      expand: ['latest_invoice'],
    })
    expect(changed).toMatchObject({
      items: { data: [{ quantity: 2 }] },
      latest_invoice: { billing_reason: 'subscription_update', status: 'paid', total: 3800 },
    })
  }),
  does('subscriptions.update', 'keeps a change waiting whose payment fails', async ({ stripe }) => {
    const made = await subscribed(stripe)
    const bad = await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', {
      customer: String(made.customer),
    })
    await stripe.subscriptions.update(made.id, { default_payment_method: bad.id })
    const change = { items: [{ id: made.items.data[0]!.id, quantity: 2 }] }
    const waiting = await stripe.subscriptions.update(made.id, {
      ...change,
      proration_behavior: 'always_invoice',
      payment_behavior: 'pending_if_incomplete',
    })
    expect(waiting).toMatchObject({
      status: 'active',
      items: { data: [{ quantity: 1 }] },
      pending_update: { subscription_items: [{ quantity: 2 }] },
    })
    const good = await stripe.paymentMethods.attach('pm_card_visa', { customer: String(made.customer) })
    await stripe.invoices.pay(String(waiting.latest_invoice), { payment_method: good.id })
    const applied = await stripe.subscriptions.retrieve(made.id)
    expect(applied).toMatchObject({ pending_update: null, items: { data: [{ quantity: 2 }] } })
  }),
  does('subscriptions.update', 'begins a new period from now', async ({ stripe, control }) => {
    const made = await subscribed(stripe)
    await control('POST', '/clock', { advanceMs: 10 * 86_400_000 })
    const changed = await stripe.subscriptions.update(made.id, {
      billing_cycle_anchor: { type: 'now' },
      expand: ['latest_invoice'],
    })
    expect(changed.billing_cycle_anchor).toBeGreaterThan(made.billing_cycle_anchor)
    expect(changed.items.data[0]!.current_period_start).toBe(changed.billing_cycle_anchor)
    expect(changed.latest_invoice).toMatchObject({ status: 'paid' })
  }),
  refuses(
    'subscriptions.update',
    'refuses to take the last item away',
    async ({ stripe }) => {
      const made = await subscribed(stripe)
      return await stripe.subscriptions.update(made.id, {
        items: [{ id: made.items.data[0]!.id, deleted: true }],
      })
    },
    { ...refused, message: /at least one active plan/ },
  ),
  refuses(
    'subscriptions.update',
    'refuses a prorating moment outside the period',
    async ({ stripe }) => {
      const made = await subscribed(stripe)
      return await stripe.subscriptions.update(made.id, { proration_date: 1_000_000_000 })
    },
    { ...refused, param: 'proration_date' },
  ),
  does('subscriptions.retrieve', 'finds one with what hangs on it', async ({ stripe }) => {
    const { id } = await subscribed(stripe)
    const found = await stripe.subscriptions.retrieve(id, { expand: ['latest_invoice.payments', 'customer'] })
    expect(found).toMatchObject({ id, customer: { name: 'Nadia Osei' }, latest_invoice: { status: 'paid' } })
  }),
  refuses(
    'subscriptions.retrieve',
    'refuses an unknown id',
    ({ stripe }) => stripe.subscriptions.retrieve('sub_none'),
    { ...absent, param: 'id' },
  ),
  does('subscriptions.list', 'finds them by state and by price', async ({ stripe }) => {
    const { id, items } = await subscribed(stripe)
    const price = items.data[0]!.price.id
    const { data } = await stripe.subscriptions.list({ status: 'active', price })
    expect(data.map(found => found.id)).toEqual([id])
    expect((await stripe.subscriptions.list({ status: 'past_due' })).data).toEqual([])
  }),
  refuses(
    'subscriptions.list',
    'refuses a cursor that names none',
    ({ stripe }) => stripe.subscriptions.list({ starting_after: 'sub_none' }),
    { ...refused, code: 'resource_missing', param: 'starting_after' },
  ),
  does('subscriptions.search', 'finds them by metadata', async ({ stripe }) => {
    const { id } = await subscribed(stripe, { metadata: { desk: 'north' } })
    const { data } = await stripe.subscriptions.search({ query: 'metadata["desk"]:"north"' })
    expect(data.map(found => found.id)).toEqual([id])
  }),
  refuses(
    'subscriptions.search',
    'refuses a field that cannot be searched',
    ({ stripe }) => stripe.subscriptions.search({ query: 'shoe:"42"' }),
    { ...refused, param: 'query' },
  ),
  does('subscriptions.cancel', 'gives back what is unused and bills at once', async ({ stripe }) => {
    const made = await subscribed(stripe)
    const ended = await stripe.subscriptions.cancel(made.id, { prorate: true, invoice_now: true })
    expect(ended.status).toBe('canceled')
    const last = await stripe.invoices.retrieve(String(ended.latest_invoice))
    expect(last.total).toBe(-3800)
    expect(await stripe.customers.retrieve(String(made.customer))).toMatchObject({ balance: -3800 })
  }),
  refuses(
    'subscriptions.cancel',
    'refuses to end one twice',
    async ({ stripe }) => {
      const { id } = await subscribed(stripe)
      await stripe.subscriptions.cancel(id)
      return await stripe.subscriptions.cancel(id)
    },
    { ...absent, param: 'id' },
  ),
  does('subscriptions.pause', 'puts one on hold and says why', async ({ stripe }) => {
    const paused = await stripe.subscriptions.pause((await subscribed(stripe)).id)
    expect(paused).toMatchObject({
      status: 'paused',
      status_details: { paused: { subscription: { type: 'pause_requested' } } },
    })
    expect((await stripe.events.list({ type: 'customer.subscription.paused' })).data).toHaveLength(1)
  }),
  refuses(
    'subscriptions.pause',
    'refuses one that is on hold already',
    async ({ stripe }) => {
      const { id } = await subscribed(stripe)
      await stripe.subscriptions.pause(id)
      return await stripe.subscriptions.pause(id)
    },
    { ...refused, message: /active or trialing/ },
  ),
  does('subscriptions.resume', 'goes on with a new period, paid', async ({ stripe, control }) => {
    const { id } = await subscribed(stripe)
    await stripe.subscriptions.pause(id, { bill_for: { unused_time_from: { type: 'none' } } })
    await control('POST', '/clock', { advanceMs: 40 * 86_400_000 })
    const resumed = await stripe.subscriptions.resume(id, { expand: ['latest_invoice'] })
    expect(resumed).toMatchObject({ status: 'active', latest_invoice: { status: 'paid', total: 3800 } })
    expect(resumed.items.data[0]!.current_period_start).toBe(resumed.billing_cycle_anchor)
    expect((await stripe.events.list({ type: 'customer.subscription.resumed' })).data).toHaveLength(1)
  }),
  refuses(
    'subscriptions.resume',
    'refuses one that is not on hold',
    async ({ stripe }) => stripe.subscriptions.resume((await subscribed(stripe)).id),
    { ...refused, message: /that is paused/ },
  ),
  does('subscriptions.migrate', 'makes a classic one flexible', async ({ stripe }) => {
    const { id } = await subscribed(stripe, { billing_mode: { type: 'classic' } })
    const moved = await stripe.subscriptions.migrate(id, { billing_mode: { type: 'flexible' } })
    expect(moved.billing_mode.type).toBe('flexible')
  }),
  refuses(
    'subscriptions.migrate',
    'refuses one that is flexible',
    async ({ stripe }) =>
      stripe.subscriptions.migrate((await subscribed(stripe)).id, { billing_mode: { type: 'flexible' } }),
    { ...refused, param: 'billing_mode[type]' },
  ),
  does('subscriptions.deleteDiscount', 'takes its discount away', async ({ stripe }) => {
    const coupon = await stripe.coupons.create({ percent_off: 10, duration: 'forever' })
    const { id } = await subscribed(stripe, { discounts: [{ coupon: coupon.id }] })
    expect(await stripe.subscriptions.deleteDiscount(id)).toMatchObject({ deleted: true })
  }),
  refuses(
    'subscriptions.deleteDiscount',
    'refuses one that has none',
    async ({ stripe }) => stripe.subscriptions.deleteDiscount((await subscribed(stripe)).id),
    { ...absent, param: 'id' },
  ),
]
