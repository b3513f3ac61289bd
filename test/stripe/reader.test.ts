import type Stripe from 'stripe'
import { describe, expect, it } from 'vitest'
import { systemClock } from '#server/clock.ts'
import { isProblem } from '#server/problem.ts'
import { readBudgets } from '#server/stripe/read-limiter.ts'
import { createStripeReader } from '#server/stripe/reader.ts'
import { quietLog } from '#test/http/desk.ts'
import { chargeOf, pay } from '#test/sandbox/pay.ts'
import { startTestSandbox } from '#test/sandbox/sandbox-client.ts'

const endpointOf = ({ path }: Stripe.RequestEvent): string => path.split('?')[0] ?? path

async function startReader() {
  const sandbox = await startTestSandbox()
  const sent: string[] = []
  sandbox.stripe.on('request', (request: Stripe.RequestEvent) => sent.push(endpointOf(request)))
  const reader = createStripeReader({
    stripe: sandbox.stripe,
    clock: systemClock,
    log: quietLog,
    budget: readBudgets.sandbox,
  })
  return { ...sandbox, reader, sent }
}

describe('a payment', () => {
  it('is the same by its charge as by its intent, with what was refunded and by which operation', async () => {
    const { reader, stripe } = await startReader()
    const customer = await stripe.customers.create({ name: 'Elif Yıldırım', email: 'elif@example.com' })
    const intent = await pay(stripe, { amount: 6_000, currency: 'eur', customer: customer.id })
    const made = await stripe.refunds.create({
      payment_intent: intent.id,
      amount: 1_800,
      metadata: { counterfoil_operation: 'op_12345678' },
    })
    const payment = await reader.payment(intent.id)
    expect(payment).toMatchObject({
      id: intent.id,
      chargeId: chargeOf(intent),
      state: 'partly_refunded',
      amount: 6_000,
      amountRefunded: 1_800,
      customer: { id: customer.id, name: 'Elif Yıldırım', email: 'elif@example.com', deleted: false },
      method: { type: 'card', brand: 'visa', last4: '4242' },
      figures: {
        currency: 'eur',
        charged: 6_000,
        captured: 6_000,
        refunded: 1_800,
        pending: 0,
        refundable: 4_200,
        block: null,
      },
      refunds: [{ id: made.id, amount: 1_800, state: 'succeeded', operationId: 'op_12345678' }],
      attempts: [{ chargeId: chargeOf(intent), state: 'succeeded' }],
    })
    const byCharge = await reader.payment(chargeOf(intent))
    expect(byCharge).toEqual({ ...payment, asOf: byCharge.asOf })
  })

  it('that was tried twice tells both tries, and the reason of the one that failed', async () => {
    const { reader, stripe } = await startReader()
    const refused = pay(stripe, { card: 'visa_chargeDeclinedInsufficientFunds' })
    const id = await refused.catch((error: Stripe.errors.StripeCardError) => error.payment_intent?.id ?? '')
    const asDeclined = await reader.payment(String(id))
    expect(asDeclined).toMatchObject({ state: 'declined', figures: { refundable: 0, block: 'not_paid' } })
    await stripe.paymentIntents.confirm(String(id), { payment_method: 'pm_card_visa' })
    const { state, attempts } = await reader.payment(String(id), { fresh: true })
    expect(state).toBe('paid')
    expect(attempts).toMatchObject([
      { state: 'succeeded' },
      { state: 'failed', failureCode: 'insufficient_funds' },
    ])
  })

  it('under a chargeback cannot be refunded; under an inquiry it can', async () => {
    const { reader, stripe, control } = await startReader()
    const charged = await pay(stripe, { card: 'createDispute' })
    const asked = await pay(stripe, { card: 'createDisputeInquiry' })
    await control('POST', '/clock', { advanceMs: 1_000 })
    expect(await reader.payment(charged.id)).toMatchObject({
      state: 'disputed',
      figures: { block: 'disputed', refundable: 0 },
      disputes: [{ state: 'needs_response', reason: 'fraudulent' }],
    })
    expect(await reader.payment(asked.id)).toMatchObject({
      state: 'disputed',
      figures: { block: null, refundable: 4_200 },
      disputes: [{ state: 'warning_needs_response' }],
    })
    const { data } = await reader.payments({ limit: 10 })
    expect(data.map(({ id, state }) => [id, state])).toEqual([
      [asked.id, 'disputed'],
      [charged.id, 'disputed'],
    ])
  })

  it('that was only authorized must be captured first', async () => {
    const { reader, stripe } = await startReader()
    const intent = await pay(stripe, { capture_method: 'manual' })
    expect(await reader.payment(intent.id)).toMatchObject({
      state: 'authorized',
      figures: { block: 'not_captured', refundable: 0 },
    })
  })

  it('with an early fraud warning tells it', async () => {
    const { reader, stripe, control } = await startReader()
    const { payment_intent: id } = await control('POST', '/scenarios/early-fraud-warning')
    const list = await stripe.paymentIntents.list({ limit: 1 })
    const payment = await reader.payment(typeof id === 'string' ? id : (list.data[0]?.id ?? ''))
    expect(payment).toMatchObject({ state: 'early_fraud_warning', figures: { block: null } })
    expect(payment.earlyFraudWarning?.id).toMatch(/^issfr_/)
  })

  it('that does not exist is a problem and not a half-empty page', async () => {
    const { reader } = await startReader()
    await expect(reader.payment('pi_none')).rejects.toSatisfy(error => isProblem(error, 'not_found'))
  })
})

describe('refunds', () => {
  it('are all listed, more than Stripe gives in one page of an expanded list', async () => {
    const { reader, stripe } = await startReader()
    const intent = await pay(stripe, { amount: 10_000 })
    for (let count = 0; count < 12; count++)
      await stripe.refunds.create({ payment_intent: intent.id, amount: 100 })
    expect(await reader.refundsOf(intent.id)).toHaveLength(12)
    const { refunds, figures } = await reader.payment(intent.id)
    expect(refunds).toHaveLength(12)
    expect(figures.refundable).toBe(8_800)
  })

  it('that came back after success are told apart from those that wait', async () => {
    const { reader, stripe, control } = await startReader()
    const failing = await pay(stripe, { card: 'refundFail' })
    const pending = await pay(stripe, { card: 'pendingRefund' })
    const failed = await stripe.refunds.create({ payment_intent: failing.id })
    const waiting = await stripe.refunds.create({ payment_intent: pending.id })
    expect(await reader.refund(waiting.id)).toMatchObject({ state: 'pending', paymentId: pending.id })
    await control('POST', '/clock', { advanceMs: 24 * 60 * 60 * 1000 })
    expect(await reader.refund(failed.id, { fresh: true })).toMatchObject({ state: 'failed_later' })
  })
})

describe('a customer', () => {
  it('is told with payment methods, the default one first', async () => {
    const { reader, stripe } = await startReader()
    const { id } = await stripe.customers.create({
      name: 'Elif',
      phone: '+4915112345618',
      preferred_locales: ['de'],
      address: { line1: 'Weserstraße 41', postal_code: '12045', city: 'Berlin', country: 'DE' },
    })
    const visa = await stripe.paymentMethods.attach('pm_card_visa', { customer: id })
    const mastercard = await stripe.paymentMethods.attach('pm_card_mastercard', { customer: id })
    await stripe.customers.update(id, { invoice_settings: { default_payment_method: visa.id } })
    expect(await reader.customer(id)).toMatchObject({
      name: 'Elif',
      address: 'Weserstraße 41, 12045 Berlin, DE',
      language: 'de',
      deleted: false,
    })
    expect(await reader.paymentMethods(id)).toMatchObject([
      { id: visa.id, isDefault: true, brand: 'visa', last4: '4242' },
      { id: mastercard.id, isDefault: false, brand: 'mastercard' },
    ])
  })

  it('that was deleted keeps its id and nothing else', async () => {
    const { reader, stripe } = await startReader()
    const { id } = await stripe.customers.create({ name: 'Elif' })
    await stripe.customers.del(id)
    expect(await reader.customer(id)).toMatchObject({ id, deleted: true, name: null, createdAt: null })
  })

  it('pages follow Stripe’s cursor to the end', async () => {
    const { reader, stripe } = await startReader()
    for (const name of ['Ada', 'Ben', 'Cy']) await stripe.customers.create({ name })
    const first = await reader.customers({ limit: 2 })
    const second = await reader.customers({ limit: 2, cursor: first.nextCursor ?? '' })
    expect([...first.data, ...second.data].map(({ name }) => name)).toEqual(['Cy', 'Ben', 'Ada'])
    expect(second.nextCursor).toBeNull()
    await expect(reader.customers({ limit: 2, cursor: 'cus_gone' })).rejects.toSatisfy(error =>
      isProblem(error, 'invalid_request'),
    )
  })
})

describe('manners', () => {
  it('fifty callers at once make one call', async () => {
    const { reader, stripe, sent } = await startReader()
    const { id } = await stripe.customers.create({ name: 'Elif' })
    sent.length = 0
    await Promise.all(Array.from({ length: 50 }, () => reader.customer(id)))
    expect(sent).toEqual([`/v1/customers/${id}`])
  })

  it('what an event names is read again, and nothing before', async () => {
    const { reader, stripe } = await startReader()
    const { id } = await stripe.customers.create({ name: 'Elif' })
    await reader.customer(id)
    await stripe.customers.update(id, { name: 'Elif Yıldırım' })
    expect((await reader.customer(id)).name).toBe('Elif')
    reader.forget([id])
    expect((await reader.customer(id)).name).toBe('Elif Yıldırım')
  })

  it('a 429 is waited out and not shown', async () => {
    const { reader, stripe, control } = await startReader()
    const { id } = await stripe.customers.create({ name: 'Elif' })
    await control('POST', '/faults', { method: 'GET', path: '/v1/customers', kind: '429', times: 2 })
    expect((await reader.customer(id)).name).toBe('Elif')
  })

  it('an unreachable Stripe is told as unavailable', async () => {
    const { reader, close } = await startReader()
    await close()
    await expect(reader.customer('cus_1')).rejects.toSatisfy(error => isProblem(error, 'stripe_unavailable'))
  })
})
