import Stripe from 'stripe'
import { expect, test, vi } from 'vitest'
import { refusal } from './refusal.ts'
import { startTestSandbox } from './sandbox-client.ts'
import { startReceiver } from './webhook-receiver.ts'

const signedWith = (body: string, signature: string, secret: string): boolean => {
  try {
    new Stripe('sk_test_sandbox').webhooks.constructEvent(body, signature, secret)
    return true
  } catch {
    return false
  }
}

test('a new secret signs beside the old one until that expires', async () => {
  const { stripe, control } = await startTestSandbox()
  const receiver = await startReceiver(200)
  const endpoint = await stripe.webhookEndpoints.create({ url: receiver.url, enabled_events: ['*'] })
  const old = endpoint.secret!
  const rolled = await control('POST', `/webhook_endpoints/${endpoint.id}/roll`, { expiresInMs: 60_000 })
  const fresh = String(rolled.secret)
  expect(fresh).not.toBe(old)

  await stripe.customers.create()
  await receiver.waitFor(1)
  const during = receiver.arrivals[0]!
  expect(during.signature.match(/v1=/g)).toHaveLength(2)
  expect(signedWith(during.body, during.signature, old)).toBe(true)
  expect(signedWith(during.body, during.signature, fresh)).toBe(true)

  await control('POST', '/clock', { advanceMs: 60_000 })
  await stripe.customers.create()
  await receiver.waitFor(2)
  const after = receiver.arrivals[1]!
  const ahead = (await control('GET', '/clock')).now
  vi.useFakeTimers({ now: Date.parse(String(ahead)), toFake: ['Date'] })
  expect(signedWith(after.body, after.signature, old)).toBe(false)
  expect(signedWith(after.body, after.signature, fresh)).toBe(true)
  vi.useRealTimers()
})

test('a disabled endpoint hears nothing, and what waited for it is given up', async () => {
  const { stripe, control } = await startTestSandbox()
  const receiver = await startReceiver(500)
  const { id } = await stripe.webhookEndpoints.create({ url: receiver.url, enabled_events: ['*'] })
  await stripe.customers.create({ name: 'tried once' })
  await receiver.waitFor(1)
  await stripe.webhookEndpoints.update(id, { disabled: true })
  await stripe.customers.create({ name: 'not wanted' })
  await vi.waitFor(async () => {
    await control('POST', '/clock', { advanceMs: 60_000 })
    const [first, second] = (await stripe.events.list()).data
    expect([first?.pending_webhooks, second?.pending_webhooks]).toEqual([0, 1])
  })
  expect(receiver.arrivals).toHaveLength(1)
  expect((await stripe.events.list({ delivery_success: false })).data).toHaveLength(1)
})

test('an event waits for each endpoint that wants it, and comes in the version of each', async () => {
  const { stripe } = await startTestSandbox()
  const [plain, older] = [await startReceiver(200), await startReceiver(500)]
  await stripe.webhookEndpoints.create({ url: plain.url, enabled_events: ['customer.created'] })
  await stripe.webhookEndpoints.create({
    url: older.url,
    enabled_events: ['customer.created', 'customer.deleted'],
    api_version: '2024-06-20',
  })
  await stripe.customers.create()
  await Promise.all([plain.waitFor(1), older.waitFor(1)])
  const versionAt = ({ body }: { body: string }): unknown => JSON.parse(body).api_version
  expect(versionAt(plain.arrivals[0]!)).toBe('2026-10-28.endive')
  expect(versionAt(older.arrivals[0]!)).toBe('2024-06-20')
  await vi.waitFor(async () => {
    const [event] = (await stripe.events.list()).data
    expect(event).toMatchObject({ pending_webhooks: 1, api_version: '2026-10-28.endive' })
  })
})

test('there are at most sixteen', async () => {
  const { stripe } = await startTestSandbox()
  const make = () =>
    stripe.webhookEndpoints.create({ url: 'http://127.0.0.1:9/hook', enabled_events: ['charge.refunded'] })
  for (let made = 0; made < 16; made += 1) await make()
  const error = await refusal(make())
  expect(error).toMatchObject({ type: 'StripeInvalidRequestError', statusCode: 400 })
  expect(error.message).toContain('maximum of 16')
})

test('a secret is rolled only where there is one', async () => {
  const { control } = await startTestSandbox()
  expect(await control('POST', '/webhook_endpoints/we_none/roll')).toHaveProperty('error.message')
})
