import Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
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

test('faults match by pattern and count, and can be taken back', async () => {
  const { stripe, control } = await startTestSandbox()
  await control('POST', '/faults', { method: 'GET', path: '/v1/*/cus_*', kind: '429', times: 2 })
  expect((await stripe.customers.list()).data).toEqual([])
  expect((await refusal(stripe.customers.retrieve('cus_a'))).statusCode).toBe(429)
  await control('DELETE', '/faults')
  expect((await refusal(stripe.customers.retrieve('cus_a'))).statusCode).toBe(404)
  expect(await control('POST', '/faults', { kind: 'explode' })).toHaveProperty('error.message')
})
