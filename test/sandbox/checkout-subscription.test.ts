import type Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { club, filledIn, happened, press, wordsOf } from './checkout-visitor.ts'
import { startTestSandbox } from './sandbox-client.ts'

describe('the hosted page', () => {
  test('of a subscription says what comes later, and starts it paid', async () => {
    const { stripe } = await startTestSandbox()
    const session = await stripe.checkout.sessions.create(club())
    expect(await wordsOf(fetch(session.url ?? ''))).toContain('Subscribe to Filter Club $20.00 per month')
    await press(session)
    const complete = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ['subscription', 'invoice', 'customer'],
    })
    expect(complete).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
      subscription: { status: 'active', default_payment_method: expect.stringMatching(/^pm_/) },
      invoice: { status: 'paid', amount_paid: 2_000 },
      customer: { email: 'ada@example.com', name: 'Ada Lovelace' },
    })
    expect((await happened(stripe)).at(-1)).toBe('checkout.session.completed')
  })

  test('of a subscription goes on with it after a decline', async () => {
    const { stripe } = await startTestSandbox()
    const session = await stripe.checkout.sessions.create(club())
    await press(session, filledIn({ 'card[number]': '4000000000000341' }))
    await press(session)
    const subscriptions = (await stripe.subscriptions.list({ status: 'all' })).data
    expect(subscriptions.map(({ status }) => status)).toEqual(['active'])
    expect((await stripe.customers.list()).data).toHaveLength(1)
    expect((await stripe.invoices.list()).data.map(({ status }) => status)).toEqual(['paid'])
  })

  test('of a trial charges nothing and saves the card', async () => {
    const { stripe } = await startTestSandbox()
    const session = await stripe.checkout.sessions.create(
      club({ subscription_data: { trial_period_days: 14, metadata: { plan: 'filter' } } }),
    )
    const words = await wordsOf(fetch(session.url ?? ''))
    expect(words).toContain('Try Filter Club 14 days free Then $20.00 per month')
    expect(words).toContain('Start trial')
    await press(session)
    const complete = await stripe.checkout.sessions.retrieve(session.id, { expand: ['subscription'] })
    expect(complete).toMatchObject({
      amount_total: 0,
      payment_status: 'no_payment_required',
      subscription: {
        status: 'trialing',
        metadata: { plan: 'filter' },
        default_payment_method: expect.stringMatching(/^pm_/),
      },
    })
    expect((await stripe.charges.list()).data).toEqual([])
  })
  test('in setup mode saves a card for the customer', async () => {
    const { stripe } = await startTestSandbox()
    const customer = await stripe.customers.create({ email: 'ada@example.com' })
    const session = await stripe.checkout.sessions.create({
      mode: 'setup',
      currency: 'usd',
      customer: customer.id,
      success_url: 'https://shop.example/done',
    })
    expect(await wordsOf(fetch(session.url ?? ''))).toContain('Save a card with Northpost Coffee')
    await press(session)
    expect(await stripe.checkout.sessions.retrieve(session.id, { expand: ['setup_intent'] })).toMatchObject({
      status: 'complete',
      payment_status: 'no_payment_required',
      setup_intent: { status: 'succeeded', customer: customer.id },
    })
    expect((await stripe.customers.listPaymentMethods(customer.id)).data).toHaveLength(1)
  })

  test('of a subscription takes the coupon off its invoice too', async () => {
    const { stripe } = await startTestSandbox()
    const { id: coupon } = await stripe.coupons.create({ percent_off: 15, duration: 'forever' })
    const session = await stripe.checkout.sessions.create(club({ discounts: [{ coupon }] }))
    expect(await wordsOf(fetch(session.url ?? ''))).toContain('$17.00 Then $20.00 per month')
    await press(session)
    const complete = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ['invoice', 'subscription'],
    })
    expect(complete).toMatchObject({ amount_total: 1_700, invoice: { amount_paid: 1_700 } })
    expect((complete.subscription as Stripe.Subscription).discounts).toHaveLength(1)
  })

  test('of a trial asks for 3-D Secure before it begins', async () => {
    const { stripe, control } = await startTestSandbox()
    const session = await stripe.checkout.sessions.create(
      club({ subscription_data: { trial_period_days: 14 } }),
    )
    await press(session, filledIn({ 'card[number]': '4000002500003155' }))
    expect((await stripe.subscriptions.list()).data).toEqual([])
    const [setup] = (await stripe.setupIntents.list()).data
    await control('POST', `/authentications/${setup?.id}`, { outcome: 'succeeded' })
    expect((await stripe.subscriptions.list()).data.map(({ status }) => status)).toEqual(['trialing'])
    expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ status: 'complete' })
  })
})
