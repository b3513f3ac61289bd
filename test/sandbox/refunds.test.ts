import fc from 'fast-check'
import Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { chargeOf, pay } from './pay.ts'
import { refusal } from './refusal.ts'
import { startTestSandbox } from './sandbox-client.ts'

describe('a refund', () => {
  test('gives back part and then the rest, and tells so', async () => {
    const { stripe } = await startTestSandbox()
    const intent = await pay(stripe)
    const part = await stripe.refunds.create({ charge: chargeOf(intent), amount: 1_000, reason: 'duplicate' })
    expect(part).toMatchObject({
      status: 'succeeded',
      amount: 1_000,
      reason: 'duplicate',
      payment_intent: intent.id,
    })
    expect(await stripe.charges.retrieve(chargeOf(intent))).toMatchObject({
      amount_refunded: 1_000,
      refunded: false,
    })

    const rest = await stripe.refunds.create({ payment_intent: intent.id })
    expect(rest.amount).toBe(3_200)
    const charge = await stripe.charges.retrieve(chargeOf(intent), { expand: ['refunds'] })
    expect(charge).toMatchObject({ amount_refunded: 4_200, refunded: true })
    expect(charge.refunds?.data.map(({ id }) => id)).toEqual([rest.id, part.id])

    const events = await stripe.events.list({ types: ['refund.created', 'charge.refunded'] })
    expect(events.data.map(({ type }) => type)).toEqual([
      'charge.refunded',
      'refund.created',
      'charge.refunded',
      'refund.created',
    ])
    expect(events.data[0]?.data.previous_attributes).toEqual({ amount_refunded: 1_000, refunded: false })
  })

  test('is booked as a negative line without a fee', async () => {
    const { stripe } = await startTestSandbox()
    const { id, ...refund } = await stripe.refunds.create({
      payment_intent: (await pay(stripe)).id,
      expand: ['balance_transaction'],
    })
    expect(refund.balance_transaction).toMatchObject({ type: 'refund', amount: -4_200, fee: 0, source: id })
  })

  test('of a pending card stays pending until Stripe tells otherwise', async () => {
    const { stripe, control } = await startTestSandbox()
    const intent = await pay(stripe, { card: 'pendingRefund' })
    const refund = await stripe.refunds.create({ payment_intent: intent.id })
    expect(refund).toMatchObject({ status: 'pending', pending_reason: 'processing' })
    await control('POST', '/clock', { advanceMs: 10_000 })
    expect(await stripe.refunds.retrieve(refund.id)).toMatchObject({ status: 'succeeded' })
    const [event] = (await stripe.events.list({ type: 'refund.updated' })).data
    expect(event).toMatchObject({
      data: { object: { status: 'succeeded' }, previous_attributes: { status: 'pending' } },
      request: { id: null, idempotency_key: null },
    })
  })

  test('that succeeded can fail later: the money comes back and the charge is as before', async () => {
    const { stripe, control } = await startTestSandbox()
    const intent = await pay(stripe, { card: 'refundFail' })
    const refund = await stripe.refunds.create({ payment_intent: intent.id })
    expect(refund.status).toBe('succeeded')
    await control('POST', '/clock', { advanceMs: 10_000 })
    expect(
      await stripe.refunds.retrieve(refund.id, { expand: ['failure_balance_transaction'] }),
    ).toMatchObject({
      status: 'failed',
      failure_reason: 'expired_or_canceled_card',
      failure_balance_transaction: { amount: 4_200, type: 'refund_failure' },
    })
    expect(await stripe.charges.retrieve(chargeOf(intent))).toMatchObject({
      amount_refunded: 0,
      refunded: false,
    })
    const events = await stripe.events.list({ types: ['refund.failed', 'refund.updated'] })
    expect(events.data.map(({ type }) => type).sort()).toEqual(['refund.failed', 'refund.updated'])
  })

  test('takes new metadata and nothing else, and a finished one cannot be canceled', async () => {
    const { stripe } = await startTestSandbox()
    const refund = await stripe.refunds.create({ payment_intent: (await pay(stripe)).id })
    expect(await stripe.refunds.update(refund.id, { metadata: { ticket: '7' } })).toMatchObject({
      metadata: { ticket: '7' },
    })
    const error = await refusal(stripe.refunds.cancel(refund.id))
    expect(error.message).toBe('Canceling this refund is unsupported.')
  })

  test('is refused when nothing is left', async () => {
    const { stripe } = await startTestSandbox()
    const intent = await pay(stripe)
    await stripe.refunds.create({ payment_intent: intent.id })
    const error = await refusal(stripe.refunds.create({ payment_intent: intent.id }))
    expect(error).toMatchObject({ statusCode: 400, code: 'charge_already_refunded' })
  })

  test('is refused while the charge is disputed, and allowed during an inquiry', async () => {
    const { stripe, control } = await startTestSandbox()
    const disputed = await pay(stripe, { card: 'createDispute' })
    const asked = await pay(stripe, { card: 'createDisputeInquiry' })
    await control('POST', '/clock', { advanceMs: 1_000 })
    const error = await refusal(stripe.refunds.create({ payment_intent: disputed.id }))
    expect(error).toMatchObject({ statusCode: 400, code: 'charge_disputed' })
    expect(await stripe.refunds.create({ payment_intent: asked.id })).toMatchObject({ status: 'succeeded' })
  })

  test('is refused for a payment that was never made', async () => {
    const { stripe } = await startTestSandbox()
    const intent = await stripe.paymentIntents.create({ amount: 4_200, currency: 'usd' })
    const error = await refusal(stripe.refunds.create({ payment_intent: intent.id }))
    expect(error.message).toBe(
      `This PaymentIntent (${intent.id}) does not have a successful charge to refund.`,
    )
  })

  test.each([
    ['no payment', {}, 'One of the following params should be provided'],
    ['zero', { charge: 'ch_x', amount: 0 }, 'greater than or equal to 1'],
    [
      "Stripe's own reason",
      { charge: 'ch_x', reason: 'expired_uncaptured_charge' },
      'must be one of duplicate',
    ],
    ['an unknown charge', { charge: 'ch_none' }, "No such charge: 'ch_none'"],
  ])('is refused with %s', async (_, params, message) => {
    const { stripe } = await startTestSandbox()
    const error = await refusal(stripe.rawRequest('POST', '/v1/refunds', params))
    expect(error).toBeInstanceOf(Stripe.errors.StripeInvalidRequestError)
    expect(error.message).toContain(message)
  })

  test('never exceeds what was captured, whatever the amounts and however many at once', async () => {
    const { stripe } = await startTestSandbox()
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 3_000 }), { minLength: 2, maxLength: 8 }),
        async amounts => {
          const intent = await pay(stripe)
          await Promise.allSettled(
            amounts.map(amount => stripe.refunds.create({ payment_intent: intent.id, amount })),
          )
          const charge = await stripe.charges.retrieve(chargeOf(intent), { expand: ['refunds'] })
          const given = (charge.refunds?.data ?? []).reduce((sum, { amount }) => sum + amount, 0)
          expect(given).toBe(charge.amount_refunded)
          expect(given).toBeLessThanOrEqual(charge.amount_captured)
        },
      ),
      { numRuns: 25 },
    )
  })

  test('leaves a balance that is the sum of its lines', async () => {
    const { stripe, control } = await startTestSandbox()
    for (const card of ['visa', 'refundFail', 'bypassPending', 'createDispute']) {
      const intent = await pay(stripe, { card })
      await stripe.refunds.create({ payment_intent: intent.id, amount: 1_200 })
    }
    await control('POST', '/clock', { advanceMs: 10_000 })
    const lines = await stripe.balanceTransactions.list({ limit: 100 }).autoPagingToArray({ limit: 1_000 })
    const balance = await stripe.balance.retrieve()
    const total = [...balance.available, ...balance.pending].reduce((sum, { amount }) => sum + amount, 0)
    expect(total).toBe(lines.reduce((sum, { net }) => sum + net, 0))
    expect(new Set(lines.map(({ status }) => status))).toEqual(new Set(['pending', 'available']))
  })
})
