import type Stripe from 'stripe'
import { expect, test, vi } from 'vitest'
import { startSandbox } from '#server/sandbox/start.ts'
import { refusal } from './refusal.ts'
import { clientOf, startTestSandbox } from './sandbox-client.ts'
import { temporaryDirectory } from './temporary-directory.ts'

const daySeconds = 24 * 60 * 60
const start = Date.UTC(2031, 0, 31, 12) / 1000
const at = (year: number, month: number, day: number, hour = 12) =>
  Date.UTC(year, month - 1, day, hour) / 1000

async function price(stripe: Stripe, interval: Stripe.PriceCreateParams.Recurring.Interval = 'month') {
  return await stripe.prices.create({
    currency: 'usd',
    unit_amount: 1_500,
    recurring: { interval },
    product_data: { name: 'Beans' },
  })
}

/** A customer on a new clock, who can pay, and a subscription. */
async function clocked(stripe: Stripe, interval?: Stripe.PriceCreateParams.Recurring.Interval) {
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: start, name: 'renewals' })
  const customer = await stripe.customers.create({
    test_clock: clock.id,
    email: 'ada@example.com',
    payment_method: 'pm_card_visa',
  })
  const [method] = (await stripe.customers.listPaymentMethods(customer.id)).data
  await stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: method!.id } })
  const { id } = await price(stripe, interval)
  const subscription = await stripe.subscriptions.create({ customer: customer.id, items: [{ price: id }] })
  return { clock, customer, subscription }
}

async function advance(stripe: Stripe, id: string, frozen_time: number): Promise<void> {
  const advancing = await stripe.testHelpers.testClocks.advance(id, { frozen_time })
  expect(advancing).toMatchObject({
    status: 'advancing',
    status_details: { advancing: { target_frozen_time: frozen_time } },
  })
  await vi.waitFor(async () => {
    const clock = await stripe.testHelpers.testClocks.retrieve(id)
    expect(clock).toMatchObject({ status: 'ready', frozen_time, status_details: {} })
  })
}

const invoicesOf = async (stripe: Stripe, customer: string) =>
  (await stripe.invoices.list({ customer, limit: 100 })).data.reverse()

test('a subscription on a clock begins at its time and renews when it is advanced, each time at its own moment', async () => {
  const { stripe } = await startTestSandbox()
  const { clock, customer, subscription } = await clocked(stripe)
  expect(customer).toMatchObject({ test_clock: clock.id, created: start })
  expect(subscription).toMatchObject({ test_clock: clock.id, created: start, status: 'active' })
  await advance(stripe, clock.id, at(2031, 3, 1))
  await advance(stripe, clock.id, at(2031, 3, 31, 13))
  const made = await invoicesOf(stripe, customer.id)
  expect(made.map(({ created }) => created)).toEqual([start, at(2031, 2, 28), at(2031, 3, 31)])
  expect(made.map(({ status, test_clock }) => ({ status, test_clock }))).toEqual(
    made.map(() => ({ status: 'paid', test_clock: clock.id })),
  )
  expect(made[1]?.status_transitions).toMatchObject({
    finalized_at: at(2031, 2, 28, 13),
    paid_at: at(2031, 2, 28, 13),
  })
  const { items } = await stripe.subscriptions.retrieve(subscription.id)
  expect(items.data[0]).toMatchObject({ current_period_end: at(2031, 4, 30) })
})

test('the sandbox’s own clock leaves a test clock where it stands', async () => {
  const { stripe, control } = await startTestSandbox()
  const { clock, customer } = await clocked(stripe, 'week')
  await control('POST', '/clock', { advanceMs: 20 * daySeconds * 1000 })
  expect(await invoicesOf(stripe, customer.id)).toHaveLength(1)
  expect(await stripe.testHelpers.testClocks.retrieve(clock.id)).toMatchObject({ frozen_time: start })
})

test('advancing one clock leaves the objects of others alone', async () => {
  const { stripe } = await startTestSandbox()
  const [one, other] = [await clocked(stripe), await clocked(stripe)]
  await advance(stripe, one.clock.id, at(2031, 3, 1))
  expect(await invoicesOf(stripe, one.customer.id)).toHaveLength(2)
  expect(await invoicesOf(stripe, other.customer.id)).toHaveLength(1)
})

test('payments and events of a clock’s customer keep the time at which they really happen', async () => {
  const { stripe } = await startTestSandbox()
  const { clock, customer } = await clocked(stripe)
  await advance(stripe, clock.id, at(2031, 3, 1))
  const [intent] = (await stripe.paymentIntents.list({ customer: customer.id })).data
  const { data: told } = await stripe.events.list({ types: ['invoice.paid'] })
  expect(intent?.created).toBeLessThan(start)
  expect(told).toHaveLength(2)
  expect(told.every(({ created }) => created < start)).toBe(true)
})

test('events tell of a clock in order, with the renewal between setting out and arriving', async () => {
  const { stripe } = await startTestSandbox()
  const { clock } = await clocked(stripe)
  await advance(stripe, clock.id, at(2031, 3, 1))
  const { data } = await stripe.events.list({ limit: 100 })
  const types = data.map(({ type }): string => type).reverse()
  const order = [
    'test_helpers.test_clock.created',
    'test_helpers.test_clock.advancing',
    'test_helpers.test_clock.ready',
  ]
  expect(types.filter(type => type.startsWith('test_helpers'))).toEqual(order)
  const between = types.slice(types.indexOf(order[1]!), types.indexOf(order[2]!))
  expect(between).toContain('invoice.paid')
})

test('plain lists leave a clock’s objects out; by customer or clock they are there', async () => {
  const { stripe } = await startTestSandbox()
  const { clock, customer, subscription } = await clocked(stripe)
  const plain = await stripe.customers.create({ email: 'ada@example.com' })
  const ids = (list: { data: { id: string }[] }) => list.data.map(({ id }) => id)
  expect(ids(await stripe.customers.list())).toEqual([plain.id])
  expect(ids(await stripe.customers.list({ email: 'ada@example.com' }))).toEqual([plain.id])
  expect(ids(await stripe.customers.list({ test_clock: clock.id }))).toEqual([customer.id])
  expect(ids(await stripe.subscriptions.list())).toEqual([])
  expect(ids(await stripe.subscriptions.list({ test_clock: clock.id }))).toEqual([subscription.id])
  expect(ids(await stripe.subscriptions.list({ customer: customer.id }))).toEqual([subscription.id])
  expect(ids(await stripe.invoices.list())).toEqual([])
  expect(ids(await stripe.invoices.list({ customer: customer.id }))).toHaveLength(1)
})

test('an existing customer is put on a clock with what is billed to it', async () => {
  const { stripe, control } = await startTestSandbox()
  const customer = await stripe.customers.create({ payment_method: 'pm_card_visa' })
  const [method] = (await stripe.customers.listPaymentMethods(customer.id)).data
  await stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: method!.id } })
  const subscription = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: (await price(stripe, 'week')).id }],
  })
  const clock = await stripe.testHelpers.testClocks.create({
    frozen_time: subscription.created,
    customer: customer.id,
  })
  await control('POST', '/clock', { advanceMs: 20 * daySeconds * 1000 })
  expect(await invoicesOf(stripe, customer.id)).toHaveLength(1)
  const renewed = subscription.items.data[0]!.current_period_end
  await advance(stripe, clock.id, renewed)
  expect((await invoicesOf(stripe, customer.id)).map(({ created }) => created)).toEqual([
    subscription.created,
    renewed,
  ])
})

test('a clock goes two intervals of its shortest subscription at most, and two years without one', async () => {
  const { stripe } = await startTestSandbox()
  const { clock } = await clocked(stripe, 'week')
  const clocks = stripe.testHelpers.testClocks
  const over = await refusal(clocks.advance(clock.id, { frozen_time: start + 14 * daySeconds + 1 }))
  expect(over).toMatchObject({ statusCode: 400, param: 'frozen_time' })
  await advance(stripe, clock.id, start + 14 * daySeconds)
  const idle = await clocks.create({ frozen_time: start })
  await refusal(clocks.advance(idle.id, { frozen_time: at(2033, 1, 31) + 1 }))
  await advance(stripe, idle.id, at(2033, 1, 31))
})

test('deleting a clock deletes its customers, and nothing of theirs happens any more', async () => {
  const { stripe } = await startTestSandbox()
  const { clock, customer, subscription } = await clocked(stripe)
  expect(await stripe.testHelpers.testClocks.del(clock.id)).toMatchObject({ deleted: true })
  expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ deleted: true })
  expect(await refusal(stripe.subscriptions.retrieve(subscription.id))).toMatchObject({ statusCode: 404 })
  expect((await stripe.testHelpers.testClocks.list()).data).toEqual([])
})

test('thirty days after it was made a clock is deleted by itself', async () => {
  const { stripe, control } = await startTestSandbox()
  const clock = await stripe.testHelpers.testClocks.create({ frozen_time: start })
  expect(clock.deletes_after).toBe(clock.created + 30 * daySeconds)
  await control('POST', '/clock', { advanceMs: 30 * daySeconds * 1000 })
  await refusal(stripe.testHelpers.testClocks.retrieve(clock.id))
})

test('a restart keeps a clock where it stood, and what waits for it', async () => {
  const dataDir = temporaryDirectory()
  const open = () => startSandbox({ port: 0, host: '127.0.0.1', seed: 'empty', thread: false, dataDir })
  const before = await open()
  const { clock, customer } = await clocked(clientOf(before.url))
  await before.close()
  const after = await open()
  const stripe = clientOf(after.url)
  await advance(stripe, clock.id, at(2031, 3, 1))
  expect(await invoicesOf(stripe, customer.id)).toHaveLength(2)
  await after.close()
})

test('a renewal that cannot be paid is tried again as its clock moves on', async () => {
  const { stripe } = await startTestSandbox()
  const { clock, customer, subscription } = await clocked(stripe)
  const bad = await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer: customer.id })
  await stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: bad.id } })
  const latest = async () => {
    const { latest_invoice: invoice } = await stripe.subscriptions.retrieve(subscription.id, {
      expand: ['latest_invoice'],
    })
    if (typeof invoice === 'string' || !invoice) throw new Error('The invoice was not expanded')
    return invoice
  }
  await advance(stripe, clock.id, at(2031, 2, 28, 13))
  expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({ status: 'past_due' })
  const failed = await latest()
  expect(failed).toMatchObject({ status: 'open', attempt_count: 1 })
  await advance(stripe, clock.id, failed.next_payment_attempt ?? 0)
  expect(await latest()).toMatchObject({ id: failed.id, attempt_count: 2 })
})
