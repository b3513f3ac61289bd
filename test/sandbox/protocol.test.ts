import fc from 'fast-check'
import type Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { chargeOf, pay } from './pay.ts'
import { refusal } from './refusal.ts'
import { startTestSandbox } from './sandbox-client.ts'

describe('paths', () => {
  test.each([
    '/v1/charges/',
    '/v1/charges/..',
    '/v1/charges/%2e%2e',
    '/v1/charges/ch_1/refund',
    '/v1/nothing',
    '/v1',
  ])('GET %s is 404 with an error that the SDK understands', async path => {
    const { url } = await startTestSandbox()
    const { hostname, port } = new URL(url)
    const { request } = await import('node:http')
    // The client must not tidy the path up, as fetch would.
    const answer = await new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
      const sent = request(
        { hostname, port, path, headers: { authorization: 'Bearer sk_test_sandbox' } },
        response => {
          let body = ''
          response.on('data', chunk => {
            body += String(chunk)
          })
          response.on('end', () => resolve({ status: response.statusCode, body }))
        },
      )
      sent.on('error', reject)
      sent.end()
    })
    expect(answer.status).toBe(404)
    expect(JSON.parse(answer.body)).toMatchObject({ error: { type: 'invalid_request_error' } })
  })

  test('keys such as __proto__ are unknown parameters and no more', async () => {
    const { url } = await startTestSandbox()
    const response = await fetch(`${url}/v1/customers`, {
      method: 'POST',
      headers: {
        authorization: 'Bearer sk_test_sandbox',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: '__proto__[polluted]=1&constructor[prototype][polluted]=1',
    })
    expect(response.status).toBe(400)
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })
})

describe('lists', () => {
  test('each object is visited once, whatever the page size and the direction', async () => {
    const { stripe } = await startTestSandbox()
    const made: string[] = []
    for (let index = 0; index < 23; index += 1)
      made.push((await stripe.customers.create({ name: `${index}` })).id)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 30 }), fc.boolean(), async (limit, backwards) => {
        const newestFirst = made.toReversed()
        const start = backwards ? { ending_before: newestFirst.at(-1)! } : { starting_after: newestFirst[0]! }
        const seen = await stripe.customers.list({ limit, ...start }).autoPagingToArray({ limit: 1_000 })
        const expected = backwards ? newestFirst.slice(0, -1).toReversed() : newestFirst.slice(1)
        expect(seen.map(({ id }) => id)).toEqual(expected)
      }),
      { numRuns: 30 },
    )
  })

  test('the limit is clamped to 1..100, a bad cursor is 400', async () => {
    const { stripe } = await startTestSandbox()
    for (let index = 0; index < 3; index += 1) await stripe.customers.create()
    expect((await stripe.customers.list({ limit: 0 })).data).toHaveLength(1)
    expect(await stripe.customers.list({ limit: 1_000 })).toMatchObject({
      has_more: false,
      url: '/v1/customers',
    })
    const bad = await refusal(stripe.customers.list({ starting_after: 'cus_none' }))
    expect(bad).toMatchObject({ statusCode: 400, code: 'resource_missing', param: 'starting_after' })
    const both = await refusal(stripe.customers.list({ starting_after: 'cus_a', ending_before: 'cus_b' }))
    expect(both.statusCode).toBe(400)
  })

  test('created filters by moment and by range', async () => {
    const { stripe, control } = await startTestSandbox()
    const early = await stripe.customers.create()
    await control('POST', '/clock', { advanceMs: 100_000 })
    const late = await stripe.customers.create()
    const ids = async (created: Stripe.RangeQueryParam | number) =>
      (await stripe.customers.list({ created })).data.map(({ id }) => id)
    expect(await ids({ gt: early.created })).toEqual([late.id])
    expect(await ids({ lte: early.created })).toEqual([early.id])
    expect(await ids(late.created)).toEqual([late.id])
  })
})

describe('expand', () => {
  test('reaches four levels deep, on objects and lists', async () => {
    const { stripe } = await startTestSandbox()
    const { id: customer } = await stripe.customers.create({ name: 'Ada' })
    const intent = await pay(stripe, { customer })
    const refund = await stripe.refunds.create({
      payment_intent: intent.id,
      expand: ['charge.payment_intent.latest_charge.customer'],
    })
    expect(refund).toMatchObject({
      charge: { payment_intent: { latest_charge: { customer: { name: 'Ada' } } } },
    })
    const list = await stripe.charges.list({
      expand: ['data.refunds.data.balance_transaction', 'data.customer'],
    })
    expect(list.data[0]).toMatchObject({
      customer: { name: 'Ada' },
      refunds: { data: [{ balance_transaction: { type: 'refund' } }] },
    })
    const deep = await refusal(stripe.charges.retrieve(chargeOf(intent), { expand: ['a.b.c.d.e'] }))
    expect(deep.statusCode).toBe(400)
  })

  test('refuses what cannot be expanded, and shows a deleted customer as deleted', async () => {
    const { stripe } = await startTestSandbox()
    const { id: customer } = await stripe.customers.create()
    const charge = chargeOf(await pay(stripe, { customer }))
    const error = await refusal(stripe.charges.retrieve(charge, { expand: ['amount'] }))
    expect(error.message).toBe('This property cannot be expanded (amount).')
    await stripe.customers.del(customer)
    expect(await stripe.charges.retrieve(charge, { expand: ['customer'] })).toMatchObject({
      customer: { id: customer, deleted: true },
    })
  })

  test.each([
    ['name', "This property cannot be expanded (name). You may want to try expanding 'data.name' instead."],
    ['data.name', 'This property cannot be expanded (data.name).'],
    ['data.colour', 'This property cannot be expanded (data.colour).'],
    ['data.a.b.c.d.e', 'You cannot expand more than 4 levels of a property (data.a.b.c.d.e).'],
  ])('of a list by %s is refused in words', async (path, message) => {
    const { stripe } = await startTestSandbox()
    await stripe.customers.create()
    expect(await refusal(stripe.customers.list({ expand: [path] }))).toMatchObject({
      type: 'StripeInvalidRequestError',
      param: 'expand',
      message,
    })
  })

  test('that is refused leaves nothing behind', async () => {
    const { stripe } = await startTestSandbox()
    const error = await refusal(stripe.customers.create({ name: 'Ada', expand: ['name'] }))
    expect(error.statusCode).toBe(400)
    expect((await stripe.customers.list()).data).toEqual([])
    expect((await stripe.events.list()).data).toEqual([])
  })
})

test('every answer names its request, whatever it says', async () => {
  const { url, control } = await startTestSandbox()
  const ids = new Set<string | null>()
  const ask = async (
    path: string,
    headers: Record<string, string> = { authorization: 'Bearer sk_test_sandbox' },
  ) => {
    const response = await fetch(`${url}${path}`, { headers })
    ids.add(response.headers.get('request-id'))
    return response.status
  }
  for (const kind of ['429', '409', '500-not-applied', '500-applied']) {
    await control('POST', '/faults', { path: '/v1/products', kind })
  }
  const statuses = [
    await ask('/v1/customers'),
    await ask('/v1/customers?colour=red'),
    await ask('/v1/customers', {}),
    await ask('/v1/customers', { authorization: 'Bearer pk_test_sandbox' }),
    await ask('/v1/customers/cus_none'),
    await ask('/v1/nothing'),
    await ask('/v1/products'),
    await ask('/v1/products'),
    await ask('/v1/products'),
    await ask('/v1/products'),
  ]
  expect(statuses).toEqual([200, 400, 401, 403, 404, 404, 429, 409, 500, 500])
  expect(ids.size).toBe(statuses.length)
  expect([...ids]).toEqual(statuses.map(() => expect.stringMatching(/^req_\w+$/)))
})
