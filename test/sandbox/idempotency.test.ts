import fc from 'fast-check'
import Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { pay } from './pay.ts'
import { refusal } from './refusal.ts'
import { startTestSandbox } from './sandbox-client.ts'

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
})
