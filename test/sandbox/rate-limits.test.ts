import Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { RateLimits } from '#server/sandbox/core/rate-limits.ts'
import { refusal } from './refusal.ts'
import { startTestSandbox } from './sandbox-client.ts'

const limited = (reason: string) => ({
  statusCode: 429,
  code: 'rate_limit',
  headers: expect.objectContaining({ 'stripe-rate-limited-reason': reason }),
})

describe('the API', () => {
  test('limits nothing until it is told to, and nothing after a reset', async () => {
    const { stripe, control } = await startTestSandbox()
    const none = { all: null, perEndpoint: null, search: null }
    expect(await control('GET', '/rate-limits')).toEqual(none)
    await control('POST', '/rate-limits', { all: 1 })
    await control('POST', '/reset')
    expect(await control('GET', '/rate-limits')).toEqual(none)
    for (let index = 0; index < 5; index += 1) await stripe.customers.list()
  })

  test('answers 429 beyond the limit of all, and applies nothing', async () => {
    const { stripe, control } = await startTestSandbox()
    await control('POST', '/rate-limits', { all: 2 })
    const results = await Promise.allSettled(
      Array.from({ length: 6 }, () => stripe.customers.create({}, { idempotencyKey: 'limited' })),
    )
    const refused = results.flatMap(result => (result.status === 'rejected' ? [result.reason] : []))
    expect(refused.length).toBeGreaterThan(0)
    const rates = refused.filter(error => error.statusCode === 429)
    expect(rates[0]).toBeInstanceOf(Stripe.errors.StripeRateLimitError)
    expect(rates[0]).toMatchObject(limited('global-rate'))
    expect(rates[0].message).toMatch(/Too many requests/)
    await control('POST', '/rate-limits', { all: null })
    expect((await stripe.customers.list()).data).toHaveLength(1)
  })

  test('limits each endpoint by itself, whatever the id', async () => {
    const { stripe, control } = await startTestSandbox()
    const { id } = await stripe.customers.create()
    await control('POST', '/rate-limits', { perEndpoint: 1 })
    await stripe.customers.retrieve(id)
    expect(await refusal(stripe.customers.retrieve('cus_other'))).toMatchObject(limited('endpoint-rate'))
    await stripe.customers.list()
  })

  test('limits searches apart from the rest', async () => {
    const { stripe, control } = await startTestSandbox()
    await control('POST', '/rate-limits', { search: 1 })
    await stripe.customers.search({ query: 'name:"Ada"' })
    expect(await refusal(stripe.charges.search({ query: 'amount:1' }))).toMatchObject(
      limited('endpoint-rate'),
    )
    await stripe.customers.list()
  })

  test('takes no limit that lets nothing through', async () => {
    const { control } = await startTestSandbox()
    expect(await control('POST', '/rate-limits', { all: 0 })).toHaveProperty('error.message')
  })
})

test('a limit lets a second of requests through at once, and then as time passes', () => {
  let nowMs = 0
  const limits = new RateLimits(() => nowMs)
  limits.set({ all: 4 })
  const sent = (count: number): number =>
    Array.from({ length: count }, () => limits.brokenBy('', 'GET /v1/customers')).filter(
      broken => broken === undefined,
    ).length
  expect(sent(10)).toBe(4)
  nowMs += 500
  expect(sent(10)).toBe(2)
  nowMs += 60_000
  expect(sent(10)).toBe(4)
  expect(limits.brokenBy('acct_other', 'GET /v1/customers')).toBeUndefined()
})
