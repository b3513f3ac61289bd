import Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { refusal } from './refusal.ts'
import { startTestSandbox } from './sandbox-client.ts'

const usd = { amount: 4_200, currency: 'usd' }

describe('a payment intent', () => {
  test('is paid at once when it is confirmed with a good card', async () => {
    const { stripe } = await startTestSandbox()
    const customer = await stripe.customers.create({ email: 'ada@example.com' })
    const intent = await stripe.paymentIntents.create({
      ...usd,
      customer: customer.id,
      payment_method: 'pm_card_visa',
      confirm: true,
      expand: ['latest_charge.balance_transaction', 'customer', 'payment_method'],
    })
    expect(intent).toMatchObject({
      status: 'succeeded',
      amount_received: 4_200,
      customer: { id: customer.id },
      latest_charge: { captured: true, balance_transaction: { amount: 4_200, fee: 152, net: 4_048 } },
    })
    const types = (await stripe.events.list()).data.map(event => event.type)
    expect(types).toEqual([
      'payment_intent.succeeded',
      'charge.succeeded',
      'payment_intent.created',
      'customer.created',
    ])
  })

  test('that is declined keeps its failed charge, and can be paid with another card', async () => {
    const { stripe } = await startTestSandbox()
    const intent = await stripe.paymentIntents.create(usd)
    const error = await refusal(
      stripe.paymentIntents.confirm(intent.id, {
        payment_method: 'pm_card_visa_chargeDeclinedInsufficientFunds',
      }),
    )
    expect(error).toBeInstanceOf(Stripe.errors.StripeCardError)
    expect(error).toMatchObject({
      statusCode: 402,
      code: 'card_declined',
      decline_code: 'insufficient_funds',
    })
    expect(error.payment_intent).toMatchObject({ id: intent.id, status: 'requires_payment_method' })
    const charge = await stripe.charges.retrieve(error.charge ?? '')
    expect(charge).toMatchObject({ status: 'failed', paid: false, failure_code: 'card_declined' })
    const paid = await stripe.paymentIntents.confirm(intent.id, { payment_method: 'pm_card_visa' })
    expect(paid.status).toBe('succeeded')
  })

  test('with 3-D Secure waits for the customer, and off session is declined', async () => {
    const { stripe, control } = await startTestSandbox()
    const create = { ...usd, payment_method: 'pm_card_authenticationRequired', confirm: true }
    const intent = await stripe.paymentIntents.create({ ...create, return_url: 'https://example.com/back' })
    expect(intent).toMatchObject({ status: 'requires_action', next_action: { type: 'redirect_to_url' } })
    await control('POST', `/authentications/${intent.id}`, { outcome: 'succeeded' })
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({ status: 'succeeded' })

    const error = await refusal(stripe.paymentIntents.create({ ...create, off_session: true }))
    expect(error).toMatchObject({ statusCode: 402, code: 'authentication_required' })
  })

  test('asks for 3-D Secure when told to, and a failed challenge leaves it unpaid', async () => {
    const { stripe, control } = await startTestSandbox()
    const intent = await stripe.paymentIntents.create({
      ...usd,
      payment_method: 'pm_card_visa',
      payment_method_options: { card: { request_three_d_secure: 'challenge' } },
      confirm: true,
    })
    expect(intent).toMatchObject({ status: 'requires_action', next_action: { type: 'use_stripe_sdk' } })
    await control('POST', `/authentications/${intent.id}`, { outcome: 'failed' })
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code: 'payment_intent_authentication_failure' },
    })
  })

  test('with manual capture is captured in part, and only that part can be refunded', async () => {
    const { stripe } = await startTestSandbox()
    const held = await stripe.paymentIntents.create({
      ...usd,
      payment_method: 'pm_card_visa',
      confirm: true,
      capture_method: 'manual',
    })
    expect(held).toMatchObject({ status: 'requires_capture', amount_capturable: 4_200 })
    const uncaptured = await refusal(stripe.refunds.create({ payment_intent: held.id }))
    expect(uncaptured.message).toContain('uncaptured')

    const tooMuch = await refusal(stripe.paymentIntents.capture(held.id, { amount_to_capture: 4_201 }))
    expect(tooMuch).toMatchObject({ code: 'amount_too_large', param: 'amount_to_capture' })
    await stripe.paymentIntents.capture(held.id, { amount_to_capture: 3_000 })
    const over = await refusal(stripe.refunds.create({ payment_intent: held.id, amount: 3_001 }))
    expect(over).toMatchObject({ statusCode: 400, param: 'amount', code: undefined })
    expect(over.message).toBe('Refund amount ($30.01) is greater than unrefunded amount on charge ($30.00)')
    expect(await stripe.refunds.create({ payment_intent: held.id })).toMatchObject({ amount: 3_000 })
  })

  test('is canceled while it holds money, which is released', async () => {
    const { stripe } = await startTestSandbox()
    const held = await stripe.paymentIntents.create({
      ...usd,
      payment_method: 'pm_card_visa',
      confirm: true,
      capture_method: 'manual',
    })
    const canceled = await stripe.paymentIntents.cancel(held.id, { cancellation_reason: 'abandoned' })
    expect(canceled).toMatchObject({ status: 'canceled', cancellation_reason: 'abandoned' })
    const again = await refusal(stripe.paymentIntents.cancel(held.id))
    expect(again.code).toBe('payment_intent_unexpected_state')
  })

  test('whose hold nobody captures is released after seven days', async () => {
    const { stripe, control } = await startTestSandbox()
    const create = {
      ...usd,
      payment_method: 'pm_card_visa',
      confirm: true,
      capture_method: 'manual' as const,
    }
    const held = await stripe.paymentIntents.create({ ...create, expand: ['latest_charge'] })
    expect(held.latest_charge).toMatchObject({
      captured: false,
      payment_method_details: { card: { capture_before: held.created + 7 * 24 * 60 * 60 } },
    })
    await control('POST', '/clock', { advanceMs: 8 * 24 * 60 * 60 * 1_000 })
    expect(await stripe.paymentIntents.retrieve(held.id)).toMatchObject({
      status: 'canceled',
      cancellation_reason: 'expired',
    })
    expect((await stripe.refunds.list({ payment_intent: held.id })).data).toMatchObject([
      { reason: 'expired_uncaptured_charge', balance_transaction: null, amount: 4_200 },
    ])
  })

  test.each([
    ['an unknown parameter', { ...usd, colour: 'red' }, { code: 'parameter_unknown', param: 'colour' }],
    ['a missing currency', { amount: 100 }, { code: 'parameter_missing', param: 'currency' }],
    ['a fraction', { amount: 10.5, currency: 'usd' }, { code: 'parameter_invalid_integer', param: 'amount' }],
    ['too little', { amount: 49, currency: 'usd' }, { code: 'amount_too_small', param: 'amount' }],
    ['half a fils', { amount: 5_124, currency: 'kwd' }, { param: 'amount' }],
    ['a nested unknown', { ...usd, shipping: { name: 'A', colour: 'x' } }, { param: 'shipping[colour]' }],
    ['a wrong enum', { ...usd, capture_method: 'later' }, { param: 'capture_method' }],
    [
      'payment_method_types',
      { ...usd, payment_method_types: ['card'] },
      { code: 'payment_method_types_no_longer_supported' },
    ],
    [
      'an unknown payment method',
      { ...usd, payment_method: 'pm_none' },
      { code: 'resource_missing', param: 'payment_method' },
    ],
    [
      'metadata with a bracket in its key',
      { ...usd, metadata: { 'a[b]': 'v' } },
      { param: 'metadata[a[b]]' },
    ],
    [
      'metadata with a long key',
      { ...usd, metadata: { ['k'.repeat(41)]: 'v' } },
      { param: `metadata[${'k'.repeat(41)}]` },
    ],
  ])('is refused with %s', async (_, params, expected) => {
    const { stripe } = await startTestSandbox()
    const error = await refusal(stripe.rawRequest('POST', '/v1/payment_intents', params))
    expect(error).toBeInstanceOf(Stripe.errors.StripeInvalidRequestError)
    expect(error).toMatchObject({ statusCode: 400, ...expected })
    expect(error.requestId).toMatch(/^req_/)
  })

  test('that does not exist is 404 with param intent', async () => {
    const { stripe } = await startTestSandbox()
    const error = await refusal(stripe.paymentIntents.retrieve('pi_none'))
    expect(error).toMatchObject({ statusCode: 404, code: 'resource_missing', param: 'intent' })
    expect(error.message).toBe("No such payment_intent: 'pi_none'")
  })
})
