import fs from 'node:fs'
import path from 'node:path'
import type Stripe from 'stripe'
import { expect, test } from 'vitest'
import { customers } from '#server/sandbox/resources/customers/customer.ts'
import { Sandbox } from '#server/sandbox/sandbox.ts'
import { startSandbox } from '#server/sandbox/start.ts'
import { connect, ledgerOf } from './connected.ts'
import { chargeOf, pay } from './pay.ts'
import { refusal } from './refusal.ts'
import { clientOf, startTestSandbox } from './sandbox-client.ts'
import { temporaryDirectory } from './temporary-directory.ts'
import { startReceiver } from './webhook-receiver.ts'

const ids = (list: { data: { id: string }[] }) => list.data.map(({ id }) => id)

const payIn = (stripe: Stripe, account: string) =>
  stripe.paymentIntents.create(
    { amount: 4_200, currency: 'usd', payment_method: 'pm_card_visa', confirm: true },
    { stripeAccount: account },
  )

test('an account’s objects are found by nobody else, by id, list, search or as a parameter', async () => {
  const { stripe } = await startTestSandbox()
  const [one, other] = [await connect(stripe), await connect(stripe)]
  const own = { stripeAccount: one.id }
  const customer = await stripe.customers.create({ email: 'ada@example.com' }, own)
  const intent = await payIn(stripe, one.id)
  for (const options of [{}, { stripeAccount: other.id }]) {
    const missing = { statusCode: 404, code: 'resource_missing' }
    expect(await refusal(stripe.customers.retrieve(customer.id, {}, options))).toMatchObject(missing)
    expect(await refusal(stripe.paymentIntents.retrieve(intent.id, {}, options))).toMatchObject(missing)
    expect(await refusal(stripe.refunds.create({ payment_intent: intent.id }, options))).toMatchObject(
      missing,
    )
    expect(ids(await stripe.customers.list({}, options))).toEqual([])
    expect(ids(await stripe.charges.list({}, options))).toEqual([])
    expect(ids(await stripe.customers.search({ query: 'email:"ada@example.com"' }, options))).toEqual([])
    const param = { amount: 500, currency: 'usd', customer: customer.id }
    expect(await refusal(stripe.paymentIntents.create(param, options))).toMatchObject({ param: 'customer' })
  }
  expect(ids(await stripe.customers.list({}, own))).toEqual([customer.id])
  expect(ids(await stripe.customers.search({ query: 'email:"ada@example.com"' }, own))).toEqual([customer.id])
})

test('an account sees nothing of the platform’s', async () => {
  const { stripe } = await startTestSandbox()
  const own = { stripeAccount: (await connect(stripe)).id }
  const customer = await stripe.customers.create()
  const intent = await pay(stripe)
  expect(await refusal(stripe.customers.retrieve(customer.id, {}, own))).toMatchObject({ statusCode: 404 })
  expect(await refusal(stripe.charges.retrieve(chargeOf(intent), {}, own))).toMatchObject({ statusCode: 404 })
  expect(ids(await stripe.paymentIntents.list({}, own))).toEqual([])
  expect(ids(await stripe.balanceTransactions.list({}, own))).toEqual([])
})

test('expanding an id of another account leaves it an id', async () => {
  const { stripe } = await startTestSandbox()
  const { id } = await connect(stripe)
  const own = { stripeAccount: id }
  const params = { amount: 4_200, currency: 'usd', payment_method: 'pm_card_visa', confirm: true }
  const intent = await stripe.paymentIntents.create({ ...params, application_fee_amount: 100 }, own)
  const expand = ['latest_charge.application_fee']
  const seen = await stripe.paymentIntents.retrieve(intent.id, { expand }, own)
  expect(seen.latest_charge).toMatchObject({ application_fee: expect.stringMatching(/^fee_/) })
})

test('the balance of each account is its own', async () => {
  const { stripe } = await startTestSandbox()
  const { id } = await connect(stripe)
  await pay(stripe, { amount: 1_000 })
  await payIn(stripe, id)
  const pending = async (options: Stripe.RequestOptions) =>
    (await stripe.balance.retrieve({}, options)).pending.map(({ amount }) => amount)
  expect(await pending({})).toEqual([(await ledgerOf(stripe)).sum])
  expect(await pending({ stripeAccount: id })).toEqual([(await ledgerOf(stripe, id)).sum])
  expect((await ledgerOf(stripe)).lines).toHaveLength(1)
})

test('one idempotency key means something else in each account', async () => {
  const { stripe } = await startTestSandbox()
  const own = { stripeAccount: (await connect(stripe)).id, idempotencyKey: 'once' }
  const here = await stripe.customers.create({ name: 'here' }, { idempotencyKey: 'once' })
  const there = await stripe.customers.create({ name: 'there' }, own)
  expect(there.id).not.toBe(here.id)
  expect((await stripe.customers.create({ name: 'there' }, own)).id).toBe(there.id)
  expect((await stripe.customers.create({ name: 'here' }, { idempotencyKey: 'once' })).id).toBe(here.id)
})

test('an account’s events are its own, and go to endpoints for connected accounts alone', async () => {
  const { stripe } = await startTestSandbox()
  const [own, connected] = [await startReceiver(200), await startReceiver(200)]
  const enabled_events: Stripe.WebhookEndpointCreateParams.EnabledEvent[] = ['customer.created']
  await stripe.webhookEndpoints.create({ url: own.url, enabled_events })
  const endpoint = await stripe.webhookEndpoints.create({ url: connected.url, enabled_events, connect: true })
  const { id } = await connect(stripe)
  const there = await stripe.customers.create({}, { stripeAccount: id })
  const here = await stripe.customers.create()
  await Promise.all([own.waitFor(1), connected.waitFor(1)])
  expect(own.arrivals.map(({ body }) => JSON.parse(body).data.object.id)).toEqual([here.id])
  const [arrival] = connected.arrivals
  const event = stripe.webhooks.constructEvent(arrival!.body, arrival!.signature, endpoint.secret!)
  expect(event).toMatchObject({ account: id, type: 'customer.created', data: { object: { id: there.id } } })
  expect(connected.arrivals).toHaveLength(1)
  const { data } = await stripe.events.list({ type: 'customer.created' }, { stripeAccount: id })
  expect(data).toMatchObject([{ id: event.id, account: id }])
  expect(ids(await stripe.events.list())).not.toContain(event.id)
  expect(await refusal(stripe.events.retrieve(event.id))).toMatchObject({ statusCode: 404 })
})

test('an account that is unknown, or no longer connected, is refused', async () => {
  const { stripe } = await startTestSandbox()
  const { id } = await connect(stripe)
  await stripe.accounts.del(id)
  for (const stripeAccount of [id, 'acct_nobody']) {
    const error = await refusal(stripe.customers.list({}, { stripeAccount }))
    expect(error).toMatchObject({ type: 'StripePermissionError', statusCode: 403, code: 'account_invalid' })
  }
})

test('what Stripe does by itself happens in the account that it belongs to', async () => {
  const { stripe, control } = await startTestSandbox()
  const own = { stripeAccount: (await connect(stripe)).id }
  const params = { amount: 4_200, currency: 'usd', payment_method: 'pm_card_createDispute', confirm: true }
  await stripe.paymentIntents.create(params, own)
  await control('POST', '/clock', { advanceMs: 1_000 })
  expect((await stripe.disputes.list()).data).toEqual([])
  expect((await stripe.disputes.list({}, own)).data).toMatchObject([{ amount: 4_200 }])
})

test.each([2 ** 25, 500])(
  'a restart keeps each account’s world, its journal shortened above %i bytes',
  async bytes => {
    const dataDir = temporaryDirectory()
    const open = () => startSandbox({ port: 0, host: '127.0.0.1', seed: 'empty', thread: false, dataDir })
    const first = await open()
    const stripe = clientOf(first.url)
    const { id } = await connect(stripe)
    const own = { stripeAccount: id }
    const gone = await stripe.customers.create({}, own)
    await stripe.customers.del(gone.id, {}, own)
    const customer = await stripe.customers.create({ name: 'theirs' }, { ...own, idempotencyKey: 'kept' })
    const pending = { amount: 4_200, currency: 'usd', payment_method: 'pm_card_pendingRefund', confirm: true }
    const intent = await stripe.paymentIntents.create(pending, own)
    const refund = await stripe.refunds.create({ payment_intent: intent.id }, own)
    const before = { ledger: await ledgerOf(stripe, id), events: (await stripe.events.list({}, own)).data }
    await first.close()
    await new Sandbox({ seed: 'empty', dataDir, compactAboveBytes: bytes }).close()
    const second = await open()
    const again = clientOf(second.url)
    expect(ids(await again.customers.list({}, own))).toEqual([customer.id])
    expect(ids(await again.customers.list())).toEqual([])
    expect((await again.customers.create({ name: 'theirs' }, { ...own, idempotencyKey: 'kept' })).id).toBe(
      customer.id,
    )
    expect(await ledgerOf(again, id)).toEqual(before.ledger)
    expect((await again.events.list({}, own)).data).toEqual(before.events)
    await fetch(`${second.url}/_sandbox/clock`, { method: 'POST', body: '{"advanceMs": 10000}' })
    expect(await again.refunds.retrieve(refund.id, {}, own)).toMatchObject({ status: 'succeeded' })
    await second.close()
  },
)

test('a journal written before there were accounts still opens', async () => {
  const dataDir = temporaryDirectory()
  fs.writeFileSync(
    path.join(dataDir, 'journal'),
    [
      'a7d833e6 {"format":1,"seed":"empty","baseTimeMs":1796000000000}',
      '43c487c9 {"ids":1,"puts":[["customer",{"id":"cus_old","object":"customer","created":1796000001,"name":"old"}]],"removes":[]}',
      '',
    ].join('\n'),
  )
  const sandbox = new Sandbox({ seed: 'empty', dataDir })
  expect(sandbox.core.state.get(customers, 'cus_old')).toMatchObject({ name: 'old' })
  await sandbox.close()
})
