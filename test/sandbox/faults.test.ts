import Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { Faults } from '#server/sandbox/core/faults.ts'
import { pay } from './pay.ts'
import { refusal } from './refusal.ts'
import { startTestSandbox } from './sandbox-client.ts'

describe.each([
  ['cut-before', 0, Stripe.errors.StripeConnectionError],
  ['cut-after', 1, Stripe.errors.StripeConnectionError],
  ['500-not-applied', 0, Stripe.errors.StripeAPIError],
  ['500-applied', 1, Stripe.errors.StripeAPIError],
  ['200-truncated', 1, Stripe.errors.StripeConnectionError],
  ['200-html', 1, Stripe.errors.StripeAPIError],
  ['429', 0, Stripe.errors.StripeRateLimitError],
  ['409', 0, Stripe.errors.StripeAPIError],
])('the fault %s', (kind, applied, errorClass) => {
  test(`applies the refund ${applied} times and is used up then`, async () => {
    const { stripe, control } = await startTestSandbox()
    const intent = await pay(stripe)
    // The SDK tries once more by itself when a connection is reset.
    const times = kind.startsWith('cut') ? 2 : 1
    await control('POST', '/faults', { method: 'POST', path: '/v1/refunds', kind, times })
    const send = () =>
      stripe.refunds.create({ payment_intent: intent.id, amount: 10 }, { idempotencyKey: 'k' })
    expect(await refusal(send())).toBeInstanceOf(errorClass)
    const made = async () => (await stripe.refunds.list({ payment_intent: intent.id })).data
    expect(await made()).toHaveLength(applied)

    // The same key again: a saved 500 stays a 500, everything else ends with one refund.
    if (kind.startsWith('500')) expect((await refusal(send())).statusCode).toBe(500)
    else await send()
    expect(await made()).toHaveLength(kind === '500-not-applied' ? 0 : 1)
  })
})

test('a hanging request is given up by its client and was not applied', async () => {
  const { stripe, control } = await startTestSandbox()
  await control('POST', '/faults', { method: 'POST', path: '/v1/customers', kind: 'hang', times: 1 })
  const error = await refusal(stripe.customers.create({}, { timeout: 200 }))
  expect(error).toBeInstanceOf(Stripe.errors.StripeConnectionError)
  expect((await stripe.customers.list()).data).toHaveLength(0)
})

test('a dripping answer arrives whole', async () => {
  const { stripe, control } = await startTestSandbox()
  await control('POST', '/faults', {
    method: 'GET',
    path: '/v1/customers',
    kind: 'drip',
    times: 1,
    afterMs: 100,
  })
  expect(await stripe.customers.list()).toMatchObject({ data: [] })
})

test('a slow request waits and is then applied', async () => {
  const { stripe, control } = await startTestSandbox()
  await control('POST', '/faults', { method: 'POST', path: '/v1/customers', kind: 'hang', afterMs: 50 })
  const { id } = await stripe.customers.create({ name: 'late' })
  expect(await stripe.customers.retrieve(id)).toMatchObject({ name: 'late' })
})

describe.each([
  ['cut-before', Stripe.errors.StripeConnectionError],
  ['cut-after', Stripe.errors.StripeConnectionError],
  ['500-not-applied', Stripe.errors.StripeAPIError],
  ['500-applied', Stripe.errors.StripeAPIError],
  ['200-truncated', Stripe.errors.StripeConnectionError],
  ['200-html', Stripe.errors.StripeAPIError],
  ['429', Stripe.errors.StripeRateLimitError],
  ['409', Stripe.errors.StripeAPIError],
])('the fault %s on a read', (kind, errorClass) => {
  test('fails it, changes nothing, and the next read is well', async () => {
    const { stripe, control } = await startTestSandbox()
    const made = await stripe.customers.create({ name: 'Ada' })
    const times = kind.startsWith('cut') ? 2 : 1
    await control('POST', '/faults', { method: 'GET', path: '/v1/customers/:id', kind, times })
    expect(await refusal(stripe.customers.retrieve(made.id))).toBeInstanceOf(errorClass)
    expect(await stripe.customers.retrieve(made.id)).toMatchObject({ name: 'Ada' })
    expect((await control('GET', '/ledger')).data).toHaveLength(1)
  })
})

describe('a fault is meant for', () => {
  test.each([
    ['/v1/customers/:id', '/v1/customers/cus_1', true],
    ['/v1/customers/:id', '/v1/customers', false],
    ['/v1/customers/:id', '/v1/customers/cus_1/sources', false],
    ['/v1/:any/:id/cancel', '/v1/refunds/re_1/cancel', true],
    ['/v1/*', '/v1/refunds/re_1/cancel', true],
    ['/v1/*/cus_*', '/v1/customers/cus_1', true],
    ['/v1/*/cus_*', '/v1/customers', false],
    ['/v1/customers', '/v1/customers/cus_1', true],
    ['/v1/refunds', '/v1/customers', false],
    ['/v1/a.b', '/v1/aXb', false],
  ])('%s and takes %s: %s', (path, given, taken) => {
    const faults = new Faults()
    faults.add({ method: 'GET', path, kind: '429', times: 1 })
    expect(faults.take('POST', given)).toBeUndefined()
    expect(faults.take('GET', given) !== undefined).toBe(taken)
  })
})

test('faults wait in turn, tell how many times are left, and can be taken back', async () => {
  const { stripe, control } = await startTestSandbox()
  await control('POST', '/faults', { method: 'get', path: '/v1/customers/:id', kind: '429', times: 2 })
  await control('POST', '/faults', { path: '/v1/customers/:id', kind: '409' })
  expect((await stripe.customers.list()).data).toEqual([])
  const status = async () => (await refusal(stripe.customers.retrieve('cus_a'))).statusCode
  expect(await status()).toBe(429)
  expect((await control('GET', '/faults')).data).toMatchObject([
    { kind: '429', times: 1 },
    { kind: '409', times: 1 },
  ])
  expect([await status(), await status()]).toEqual([429, 409])
  await control('POST', '/faults', { path: '/v1/customers', kind: '429' })
  await control('DELETE', '/faults')
  expect(await status()).toBe(404)
  expect(await control('POST', '/faults', { kind: 'explode' })).toHaveProperty('error.message')
})
