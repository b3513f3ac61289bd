import type Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { buildCustomer } from '#server/sandbox/resources/customers/customer.ts'
import { Sandbox } from '#server/sandbox/sandbox.ts'
import { events } from '#server/sandbox/webhooks/event.ts'
import { pay } from './pay.ts'
import { refusal } from './refusal.ts'
import { startTestSandbox } from './sandbox-client.ts'

const dayMs = 24 * 60 * 60 * 1_000

describe('a list of events', () => {
  test('is by type, by wildcard and by whether they were delivered', async () => {
    const { stripe } = await startTestSandbox()
    await pay(stripe)
    const types = async (params: Stripe.EventListParams) =>
      (await stripe.events.list(params)).data.map(({ type }) => type)
    expect(await types({ type: 'charge.*' })).toEqual(['charge.succeeded'])
    expect(await types({ types: ['payment_intent.created', 'charge.succeeded'] })).toHaveLength(2)
    expect(await types({ types: ['charge.*'] })).toEqual([])
    expect(await types({ type: 'charge' })).toEqual([])
    expect(await types({ delivery_success: false })).toEqual([])
    const [event] = (await stripe.events.list()).data
    expect(await stripe.events.retrieve(event!.id)).toEqual(event)
    expect(event).toMatchObject({ api_version: '2026-10-28.endive', livemode: false, pending_webhooks: 0 })
  })

  test('goes by cursor within its filter, both ways', async () => {
    const { stripe } = await startTestSandbox()
    for (let made = 0; made < 5; made += 1) {
      const { id } = await stripe.customers.create()
      await stripe.customers.update(id, { name: 'Ada' })
    }
    const type = 'customer.updated'
    const all = (await stripe.events.list({ type })).data.map(({ id }) => id)
    const walked: string[] = []
    for await (const { id } of stripe.events.list({ type, limit: 2 })) walked.push(id)
    expect(walked).toEqual(all)
    const back: string[] = []
    for await (const { id } of stripe.events.list({ type, limit: 2, ending_before: all.at(-1)! }))
      back.push(id)
    expect(back).toEqual(all.slice(0, -1).reverse())
  })

  test('takes one way to name types, and no more than twenty', async () => {
    const { stripe } = await startTestSandbox()
    const both = { type: 'charge.*', types: ['charge.succeeded'] }
    expect((await refusal(stripe.events.list(both))).message).toContain('type, types')
    const many = Array.from({ length: 21 }, () => 'charge.succeeded')
    expect(await refusal(stripe.events.list({ types: many }))).toMatchObject({
      statusCode: 400,
      param: 'types',
    })
  })

  test('holds the event of a request, with its id and idempotency key', async () => {
    const { stripe, control } = await startTestSandbox()
    const customer = await stripe.customers.create({}, { idempotencyKey: 'made-by-hand' })
    const [event] = (await stripe.events.list()).data
    expect(event!.request).toEqual({
      id: customer.lastResponse.requestId,
      idempotency_key: 'made-by-hand',
    })
    await pay(stripe, { card: 'pendingRefund' })
    const [intent] = (await stripe.paymentIntents.list()).data
    await stripe.refunds.create({ payment_intent: intent!.id })
    await control('POST', '/clock', { advanceMs: dayMs })
    const [later] = (await stripe.events.list({ type: 'refund.updated' })).data
    expect(later!.request).toEqual({ id: null, idempotency_key: null })
  })
})

describe('an event', () => {
  test('is told of for 30 days', async () => {
    const { stripe, control } = await startTestSandbox()
    await stripe.customers.create()
    const [event] = (await stripe.events.list()).data
    await control('POST', '/clock', { advanceMs: 30 * dayMs - 60_000 })
    expect((await stripe.events.list()).data).toHaveLength(1)
    await control('POST', '/clock', { advanceMs: 120_000 })
    expect((await stripe.events.list()).data).toEqual([])
    expect(await refusal(stripe.events.retrieve(event!.id))).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
    })
  })

  test('is let go of when it is too old, a few with each new one', async () => {
    const sandbox = new Sandbox({ seed: 'empty' })
    const kept = () => sandbox.core.state.of(events).all.entries.length
    const emit = () => sandbox.perform(work => work.emit('customer.created', buildCustomer(work, {})))
    for (let made = 0; made < 10; made += 1) await emit()
    await sandbox.advance(31 * dayMs)
    expect(kept()).toBe(10)
    for (let made = 0; made < 4; made += 1) await emit()
    expect(kept()).toBe(4)
    await sandbox.close()
  })
})
