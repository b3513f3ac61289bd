import fc from 'fast-check'
import Stripe from 'stripe'
import { describe, expect, test, vi } from 'vitest'
import { savedAnswers } from '#server/sandbox/core/idempotency.ts'
import { Sandbox } from '#server/sandbox/sandbox.ts'
import { connect } from './connected.ts'
import { pay } from './pay.ts'
import { refusal } from './refusal.ts'
import { clientOf, startTestSandbox } from './sandbox-client.ts'

describe('an idempotency key', () => {
  test('is answered with the first answer, and the second time changes nothing', async () => {
    const { stripe, control } = await startTestSandbox()
    const intent = await pay(stripe)
    const refundOnce = () =>
      stripe.refunds.create({ payment_intent: intent.id, amount: 100 }, { idempotencyKey: 'op:1:g1' })
    const first = await refundOnce()
    const second = await refundOnce()
    expect(second).toEqual(first)
    expect(second.lastResponse.headers['idempotent-replayed']).toBe('true')
    const { data } = await control('GET', '/ledger')
    expect(data.filter(({ path }) => path === '/v1/refunds')).toMatchObject([
      {
        method: 'POST',
        idempotencyKey: 'op:1:g1',
        objectId: first.id,
        amount: 100,
        currency: 'usd',
        replayed: false,
      },
      { idempotencyKey: 'op:1:g1', objectId: first.id, replayed: true },
    ])
    const event = (await stripe.events.list({ type: 'refund.created' })).data
    expect(event).toHaveLength(1)
    expect(event[0]?.request?.idempotency_key).toBe('op:1:g1')
  })

  test('never has two effects, however often and however many at once it is sent', async () => {
    const { stripe } = await startTestSandbox()
    await fc.assert(
      fc.asyncProperty(fc.uuid(), fc.integer({ min: 2, max: 10 }), async (key, times) => {
        const intent = await pay(stripe)
        const send = () =>
          stripe.refunds.create({ payment_intent: intent.id, amount: 10 }, { idempotencyKey: key })
        await Promise.allSettled(Array.from({ length: times }, send))
        await send()
        expect((await stripe.refunds.list({ payment_intent: intent.id })).data).toHaveLength(1)
      }),
      { numRuns: 20 },
    )
  })

  test('is refused with other parameters or another path, and free again after a day', async () => {
    const { stripe, control } = await startTestSandbox()
    const options = { idempotencyKey: 'k1' }
    const first = await stripe.customers.create({ name: 'A' }, options)
    const other = await refusal(stripe.customers.create({ name: 'B' }, options))
    expect(other).toBeInstanceOf(Stripe.errors.StripeIdempotencyError)
    expect(other.statusCode).toBe(400)
    expect((await refusal(stripe.customers.update(first.id, { name: 'A' }, options))).statusCode).toBe(400)
    await control('POST', '/clock', { advanceMs: 24 * 60 * 60 * 1_000 + 1_000 })
    expect((await stripe.customers.create({ name: 'B' }, options)).name).toBe('B')
  })

  test('keeps a decline, and keeps nothing of a request that could not be read', async () => {
    const { stripe } = await startTestSandbox()
    const declined = () =>
      refusal(
        stripe.paymentIntents.create(
          { amount: 4_200, currency: 'usd', payment_method: 'pm_card_chargeCustomerFail', confirm: true },
          { idempotencyKey: 'declined' },
        ),
      )
    const [first, second] = [await declined(), await declined()]
    expect(second.charge).toBe(first.charge)
    expect((await stripe.charges.list()).data).toHaveLength(1)

    const options = { idempotencyKey: 'unread' }
    await refusal(stripe.customers.create({ email: 'x'.repeat(600) }, options))
    expect((await stripe.customers.create({ email: 'a@example.com' }, options)).email).toBe('a@example.com')
  })

  test('keeps a 500 that was applied, and one that was not', async () => {
    const { stripe, control } = await startTestSandbox()
    for (const kind of ['500-applied', '500-not-applied']) {
      await control('POST', '/faults', { method: 'POST', path: '/v1/customers', kind })
      const send = () => refusal(stripe.customers.create({ name: kind }, { idempotencyKey: kind }))
      expect([(await send()).statusCode, (await send()).statusCode]).toEqual([500, 500])
    }
    expect((await stripe.customers.list()).data.map(({ name }) => name)).toEqual(['500-applied'])
  })

  test('keeps nothing of a 429 or a 409', async () => {
    const { stripe, control } = await startTestSandbox()
    for (const kind of ['429', '409']) {
      await control('POST', '/faults', { method: 'POST', path: '/v1/customers', kind })
      const send = () => stripe.customers.create({ name: kind }, { idempotencyKey: kind })
      expect((await refusal(send())).statusCode).toBe(Number(kind))
      expect(await send()).toMatchObject({ name: kind })
    }
  })

  test('is refused with another API key, and free in another account', async () => {
    const { stripe, url, control } = await startTestSandbox()
    const options = { idempotencyKey: 'owned' }
    await stripe.customers.create({ name: 'A' }, options)
    const { key } = await control('POST', '/keys', { permissions: { customers: 'write' } })
    const other = await refusal(clientOf(url, {}, String(key)).customers.create({ name: 'A' }, options))
    expect(other).toMatchObject({ type: 'StripeIdempotencyError', statusCode: 400 })
    expect(other.message).toContain('same API key')
    const { id: stripeAccount } = await connect(stripe)
    const elsewhere = await stripe.customers.create({ name: 'B' }, { ...options, stripeAccount })
    expect(elsewhere.name).toBe('B')
  })

  test('is in use while its first request is being answered', async () => {
    const { stripe, control } = await startTestSandbox()
    await control('POST', '/faults', {
      method: 'POST',
      path: '/v1/customers',
      kind: 'hang',
      afterMs: 200,
    })
    const options = { idempotencyKey: 'busy' }
    const slow = stripe.customers.create({}, options)
    await vi.waitFor(async () => expect((await control('GET', '/faults')).data).toEqual([]))
    const second = await refusal(stripe.customers.create({}, options))
    expect(second).toMatchObject({ statusCode: 409, code: 'idempotency_key_in_use' })
    await slow
    expect((await stripe.customers.list()).data).toHaveLength(1)
  })

  test('is let go of after a day, a few with each new one', async () => {
    const sandbox = new Sandbox({ seed: 'empty' })
    const make = (key: string) =>
      sandbox.handle({
        method: 'POST',
        path: '/v1/customers',
        headers: { authorization: 'Bearer sk_test_sandbox', 'idempotency-key': key },
        body: Buffer.alloc(0),
      })
    const kept = () => sandbox.core.state.of(savedAnswers).all.entries.length
    for (let made = 0; made < 10; made += 1) await make(`early-${made}`)
    await sandbox.advance(25 * 60 * 60 * 1_000)
    expect(kept()).toBe(10)
    for (let made = 0; made < 4; made += 1) await make(`late-${made}`)
    expect(kept()).toBe(4)
    await sandbox.close()
  })
})
