import type Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { pay } from './pay.ts'
import { startTestSandbox } from './sandbox-client.ts'

describe('events', () => {
  test('are found by type, by wildcard and by whether they were delivered', async () => {
    const { stripe } = await startTestSandbox()
    await pay(stripe)
    const types = async (params: Stripe.EventListParams) =>
      (await stripe.events.list(params)).data.map(({ type }) => type)
    expect(await types({ type: 'charge.*' })).toEqual(['charge.succeeded'])
    expect(await types({ types: ['payment_intent.created', 'charge.succeeded'] })).toHaveLength(2)
    expect(await types({ delivery_success: false })).toEqual([])
    const [event] = (await stripe.events.list()).data
    expect(await stripe.events.retrieve(event!.id)).toEqual(event)
    expect(event).toMatchObject({ api_version: '2026-10-28.endive', livemode: false, pending_webhooks: 0 })
  })

  test('are gone after 30 days', async () => {
    const { stripe, control } = await startTestSandbox()
    await stripe.customers.create()
    await control('POST', '/clock', { advanceMs: 31 * 24 * 60 * 60 * 1_000 })
    expect((await stripe.events.list()).data).toEqual([])
  })
})

test('a webhook endpoint tells its secret once', async () => {
  const { stripe } = await startTestSandbox()
  const made = await stripe.webhookEndpoints.create({
    url: 'http://127.0.0.1:9/hook',
    enabled_events: ['charge.refunded'],
  })
  expect(made.secret).toMatch(/^whsec_/)
  expect((await stripe.webhookEndpoints.retrieve(made.id)).secret).toBeUndefined()
  expect(await stripe.webhookEndpoints.update(made.id, { disabled: true })).toMatchObject({
    status: 'disabled',
  })
  expect(await stripe.webhookEndpoints.del(made.id)).toMatchObject({ deleted: true })
  expect((await stripe.webhookEndpoints.list()).data).toEqual([])
})
