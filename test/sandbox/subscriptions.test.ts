import type Stripe from 'stripe'
import { describe, expect, test } from 'vitest'
import { startTestSandbox } from './sandbox-client.ts'

const dayMs = 24 * 60 * 60 * 1000

/** A customer with a good card by default, and a monthly price of €38.00. */
async function startShop(card = 'pm_card_visa') {
  const sandbox = await startTestSandbox()
  const { stripe } = sandbox
  const product = await stripe.products.create({ name: 'Roaster’s Choice' })
  const price = await stripe.prices.create({
    product: product.id,
    currency: 'eur',
    unit_amount: 3800,
    recurring: { interval: 'month' },
    lookup_key: 'roasters',
  })
  const customer = await stripe.customers.create({ name: 'Zoë van Dijk', email: 'zoe@example.com' })
  const method = await stripe.paymentMethods.attach(card, { customer: customer.id })
  await stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: method.id } })
  const subscribe = (params: Partial<Stripe.SubscriptionCreateParams> = {}) =>
    stripe.subscriptions.create({ customer: customer.id, items: [{ price: price.id }], ...params })
  const advance = (days: number) => sandbox.control('POST', '/clock', { advanceMs: days * dayMs })
  return { ...sandbox, product, price, customer, method, subscribe, advance }
}

const intentOf = (invoice: Stripe.Invoice) => {
  const intent = invoice.payments?.data[0]?.payment.payment_intent
  return typeof intent === 'string' ? intent : intent?.id
}

describe('a new subscription', () => {
  test('takes the first payment from the default card and is active', async () => {
    const { stripe, subscribe } = await startShop()
    const made = await subscribe({ expand: ['latest_invoice.payments', 'items.data.price.product'] })
    expect(made).toMatchObject({ status: 'active', billing_mode: { type: 'flexible' } })
    const invoice = made.latest_invoice as Stripe.Invoice
    expect(invoice).toMatchObject({
      status: 'paid',
      amount_paid: 3800,
      billing_reason: 'subscription_create',
    })
    const intent = await stripe.paymentIntents.retrieve(intentOf(invoice) ?? '')
    expect(intent).toMatchObject({ status: 'succeeded', amount: 3800 })
    const [item] = made.items.data
    expect(item!.current_period_end).toBeGreaterThan(item!.current_period_start + 27 * 24 * 3600)
    expect(item!.price.product).toMatchObject({ name: 'Roaster’s Choice' })
  })

  test('with default_incomplete waits for the customer, and their payment makes it active', async () => {
    const { stripe, subscribe } = await startShop()
    const made = await subscribe({
      payment_behavior: 'default_incomplete',
      expand: ['latest_invoice.confirmation_secret', 'latest_invoice.payments'],
    })
    const invoice = made.latest_invoice as Stripe.Invoice
    expect([made.status, invoice.status]).toEqual(['incomplete', 'open'])
    expect(invoice.confirmation_secret?.client_secret).toContain('_secret_')
    await stripe.paymentIntents.confirm(intentOf(invoice) ?? '', { payment_method: 'pm_card_visa' })
    expect((await stripe.subscriptions.retrieve(made.id)).status).toBe('active')
    expect((await stripe.invoices.retrieve(invoice.id ?? '')).status).toBe('paid')
  })

  test('is incomplete after a decline, and expires after 23 hours', async () => {
    const { stripe, subscribe, advance } = await startShop('pm_card_chargeCustomerFail')
    const made = await subscribe()
    expect(made.status).toBe('incomplete')
    await advance(1)
    const later = await stripe.subscriptions.retrieve(made.id, { expand: ['latest_invoice'] })
    expect(later.status).toBe('incomplete_expired')
    expect(later.latest_invoice).toMatchObject({ status: 'void' })
  })

  test('under error_if_incomplete a decline leaves nothing', async () => {
    const { stripe, subscribe, customer } = await startShop('pm_card_chargeCustomerFail')
    await expect(subscribe({ payment_behavior: 'error_if_incomplete' })).rejects.toMatchObject({
      type: 'StripeCardError',
      code: 'card_declined',
    })
    expect((await stripe.subscriptions.list({ customer: customer.id, status: 'all' })).data).toEqual([])
    expect((await stripe.invoices.list({ customer: customer.id })).data).toEqual([])
  })

  test('in a trial costs nothing until the trial ends', async () => {
    const { stripe, subscribe, advance } = await startShop()
    const made = await subscribe({ trial_period_days: 10, expand: ['latest_invoice'] })
    expect(made).toMatchObject({ status: 'trialing', latest_invoice: { status: 'paid', total: 0 } })
    await advance(11)
    const later = await stripe.subscriptions.retrieve(made.id, { expand: ['latest_invoice'] })
    expect(later).toMatchObject({ status: 'active', latest_invoice: { status: 'paid', total: 3800 } })
  })

  test.each([
    ['an unknown price', { items: [{ price: 'price_none' }] }, 'resource_missing', 'items[0][price]'],
    ['no items', { items: [] }, undefined, 'items'],
    ['an unknown customer', { customer: 'cus_none' }, 'resource_missing', 'customer'],
    [
      'pending_if_incomplete',
      { payment_behavior: 'pending_if_incomplete' as const },
      undefined,
      'payment_behavior',
    ],
  ])('is refused for %s', async (_, params, code, param) => {
    const { subscribe } = await startShop()
    const refusal = await subscribe(params).then(
      () => null,
      (error: Stripe.errors.StripeError) => error,
    )
    expect(refusal).toMatchObject({ type: 'StripeInvalidRequestError', param })
    if (code) expect(refusal?.code).toBe(code)
  })

  test('is refused when there is nothing to take the money from', async () => {
    const { stripe, price } = await startShop()
    const other = await stripe.customers.create({ name: 'Nobody' })
    const asked = stripe.subscriptions.create({ customer: other.id, items: [{ price: price.id }] })
    await expect(asked).rejects.toMatchObject({ code: 'resource_missing', statusCode: 400 })
    expect((await stripe.subscriptions.list({ customer: other.id, status: 'all' })).data).toEqual([])
  })
})

describe('a running subscription', () => {
  test('renews by itself, with a new period and a paid invoice', async () => {
    const { stripe, subscribe, advance, customer } = await startShop()
    const made = await subscribe()
    await advance(32)
    const later = await stripe.subscriptions.retrieve(made.id)
    expect(later.items.data[0]!.current_period_start).toBe(made.items.data[0]!.current_period_end)
    const { data } = await stripe.invoices.list({ customer: customer.id })
    expect(data.map(invoice => [invoice.status, invoice.billing_reason])).toEqual([
      ['paid', 'subscription_cycle'],
      ['paid', 'subscription_create'],
    ])
    const updated = await stripe.events.list({ type: 'customer.subscription.updated', limit: 100 })
    const moved = updated.data.find(
      ({ data: { previous_attributes: before } }) => before && 'items' in before,
    )
    expect(moved?.request?.id).toBeNull()
  })

  test('is past due after a declined renewal, and active again once it is paid', async () => {
    const { stripe, subscribe, advance, customer } = await startShop()
    const made = await subscribe()
    const bad = await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer: customer.id })
    await stripe.subscriptions.update(made.id, { default_payment_method: bad.id })
    await advance(32)
    const broken = await stripe.subscriptions.retrieve(made.id, { expand: ['latest_invoice'] })
    const invoice = broken.latest_invoice as Stripe.Invoice
    expect([broken.status, invoice.status, invoice.attempt_count]).toEqual(['past_due', 'open', 1])
    await expect(stripe.invoices.pay(invoice.id ?? '')).rejects.toMatchObject({ type: 'StripeCardError' })
    const good = await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id })
    const settled = await stripe.invoices.pay(invoice.id ?? '', { payment_method: good.id })
    expect(settled.status).toBe('paid')
    expect((await stripe.subscriptions.retrieve(made.id)).status).toBe('active')
  })

  test('ends at the period’s end when it was told to, and can be told otherwise before', async () => {
    const { stripe, subscribe, advance } = await startShop()
    const made = await subscribe()
    const canceling = await stripe.subscriptions.update(made.id, { cancel_at_period_end: true })
    expect(canceling).toMatchObject({ status: 'active', cancel_at: made.items.data[0]!.current_period_end })
    const kept = await stripe.subscriptions.update(made.id, { cancel_at_period_end: false })
    expect(kept).toMatchObject({ cancel_at: null, canceled_at: null })
    await stripe.subscriptions.update(made.id, { cancel_at_period_end: true })
    await advance(32)
    expect((await stripe.subscriptions.retrieve(made.id)).status).toBe('canceled')
  })

  test('is canceled once; then only its notes can be changed', async () => {
    const { stripe, subscribe } = await startShop()
    const made = await subscribe()
    const canceled = await stripe.subscriptions.cancel(made.id, {
      cancellation_details: { feedback: 'unused' },
    })
    expect(canceled).toMatchObject({ status: 'canceled', cancellation_details: { feedback: 'unused' } })
    await expect(stripe.subscriptions.cancel(made.id)).rejects.toMatchObject({ statusCode: 404 })
    await expect(stripe.subscriptions.update(made.id, { description: 'x' })).rejects.toMatchObject({
      code: 'invalid_canceled_subscription_fields',
    })
    const noted = await stripe.subscriptions.update(made.id, { metadata: { ticket: '1' } })
    expect(noted.metadata).toEqual({ ticket: '1' })
  })

  test('with paused collection bills drafts that nobody collects', async () => {
    const { stripe, subscribe, advance } = await startShop()
    const made = await subscribe()
    await stripe.subscriptions.update(made.id, { pause_collection: { behavior: 'keep_as_draft' } })
    await advance(32)
    const later = await stripe.subscriptions.retrieve(made.id, { expand: ['latest_invoice'] })
    expect(later).toMatchObject({
      status: 'active',
      latest_invoice: { status: 'draft', auto_advance: false },
    })
    const resumed = await stripe.subscriptions.update(made.id, { pause_collection: null })
    expect(resumed.pause_collection).toBeNull()
  })

  test('prorates a changed quantity, each share rounded by itself', async () => {
    const { stripe, subscribe, customer } = await startShop()
    const made = await subscribe()
    const [item] = made.items.data
    const middle = Math.floor((item!.current_period_start + item!.current_period_end) / 2)
    const preview = await stripe.invoices.createPreview({
      subscription: made.id,
      subscription_details: { items: [{ id: item!.id, quantity: 3 }], proration_date: middle },
    })
    await stripe.subscriptions.update(made.id, {
      items: [{ id: item!.id, quantity: 3 }],
      proration_date: middle,
    })
    const { data } = await stripe.invoiceItems.list({ customer: customer.id, pending: true })
    expect(data.map(line => line.amount).sort((a, b) => a - b)).toEqual([-1900, 5700])
    expect(preview.total).toBe(5700 - 1900 + 3 * 3800)
  })
})

test('subscriptions are listed by customer, price and status; canceled ones only when asked for', async () => {
  const { stripe, subscribe, customer, price } = await startShop()
  const kept = await subscribe()
  const gone = await subscribe()
  await stripe.subscriptions.cancel(gone.id)
  const ids = async (params: Stripe.SubscriptionListParams) =>
    (await stripe.subscriptions.list({ customer: customer.id, ...params })).data.map(({ id }) => id)
  expect(await ids({})).toEqual([kept.id])
  expect(await ids({ status: 'all' })).toEqual([gone.id, kept.id])
  expect(await ids({ status: 'ended' })).toEqual([gone.id])
  expect(await ids({ price: price.id })).toEqual([kept.id])
  expect(await ids({ price: 'price_other' })).toEqual([])
})

test.each([
  ['renewal', 'active', 'paid', 'invoice.paid'],
  ['failed-renewal', 'past_due', 'open', 'invoice.payment_failed'],
  ['cancellation', 'canceled', 'paid', 'customer.subscription.deleted'],
])('the scenario %s leaves a subscription that is %s', async (name, status, invoiceStatus, told) => {
  const { stripe, control } = await startTestSandbox()
  const ids = await control('POST', `/scenarios/${name}`)
  const made = await stripe.subscriptions.retrieve(String(ids.subscription), { expand: ['latest_invoice'] })
  expect(made).toMatchObject({ status, latest_invoice: { id: ids.invoice, status: invoiceStatus } })
  const types = (await stripe.events.list({ limit: 100 })).data.map(event => event.type)
  expect(types).toContain(told)
})
