import type Stripe from 'stripe'
import { beforeAll, describe, expect, test } from 'vitest'
import { startHere } from '#server/sandbox/start-here.ts'
import { addressOf, customerRefOf } from '#server/stripe/mapping/customer.ts'
import { invoiceStateOf, lineInWords } from '#server/stripe/mapping/invoice.ts'
import { paymentStateOf, refundFiguresOf } from '#server/stripe/mapping/payment-state.ts'
import { refundStateOf } from '#server/stripe/mapping/refund.ts'
import { subscriptionOf, subscriptionStateOf } from '#server/stripe/mapping/subscription.ts'
import { pay } from '#test/sandbox/pay.ts'
import { clientOf } from '#test/sandbox/sandbox-client.ts'

/** Objects as Stripe's API gives them, of which each test changes what it is about. */
let intent: Stripe.PaymentIntent
let charge: Stripe.Charge
let refund: Stripe.Refund
let dispute: Stripe.Dispute
let subscription: Stripe.Subscription
let invoice: Stripe.Invoice

beforeAll(async () => {
  const sandbox = await startHere({ port: 0, host: '127.0.0.1', seed: 'company' })
  const stripe = clientOf(sandbox.url)
  const { id } = await pay(stripe, { amount: 10_000 })
  refund = await stripe.refunds.create({ payment_intent: id, amount: 1 })
  intent = await stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] })
  charge = intent.latest_charge as Stripe.Charge
  dispute = (await stripe.disputes.list({ limit: 1 })).data[0]!
  subscription = (await stripe.subscriptions.list({ limit: 1, status: 'active' })).data[0]!
  invoice = (await stripe.invoices.list({ limit: 1, status: 'open' })).data[0]!
  await sandbox.close()
})

interface Facts {
  intent?: Partial<Stripe.PaymentIntent> | null
  charge?: Partial<Stripe.Charge> | null
  disputes?: Partial<Stripe.Dispute>[]
}

const facts = ({ intent: i = {}, charge: c = {}, disputes = [] }: Facts) => ({
  intent: i && { ...intent, ...i },
  charge: c && { ...charge, amount: 10_000, amount_captured: 10_000, amount_refunded: 0, ...c },
  disputes: disputes.map(one => ({ ...dispute, ...one })),
})

describe('the state of a payment', () => {
  test.each<[string, Facts]>([
    ['paid', {}],
    ['partly_refunded', { charge: { amount_refunded: 1 } }],
    ['refunded', { charge: { amount_refunded: 10_000 } }],
    ['refunded', { charge: { amount_captured: 6_000, amount_refunded: 6_000 } }],
    ['declined', { intent: { status: 'requires_payment_method' }, charge: { status: 'failed' } }],
    ['incomplete', { intent: { status: 'requires_payment_method', last_payment_error: null }, charge: null }],
    ['incomplete', { intent: { status: 'requires_confirmation' }, charge: null }],
    ['requires_action', { intent: { status: 'requires_action' }, charge: null }],
    ['authorized', { intent: { status: 'requires_capture' }, charge: { captured: false } }],
    ['processing', { intent: { status: 'processing' }, charge: { status: 'pending' } }],
    ['canceled', { intent: { status: 'canceled' } }],
    ['disputed', { disputes: [{ status: 'needs_response' }] }],
    ['disputed', { charge: { amount_refunded: 1 }, disputes: [{ status: 'under_review' }] }],
    ['paid', { charge: { disputed: true }, disputes: [{ status: 'won' }] }],
    ['paid', { intent: null }],
    ['declined', { intent: null, charge: { status: 'failed' } }],
    ['processing', { intent: null, charge: { status: 'pending' } }],
    ['authorized', { intent: null, charge: { captured: false } }],
    ['canceled', { intent: null, charge: { captured: false, refunded: true } }],
    ['a_new_word', { intent: { status: 'a_new_word' as Stripe.PaymentIntent.Status } }],
  ])('is %s', (state, given) => {
    expect(paymentStateOf(facts(given))).toBe(state)
  })
})

describe('what can be refunded', () => {
  test.each<[number, string | null, Facts]>([
    [10_000, null, {}],
    [4_000, null, { charge: { amount_refunded: 6_000 } }],
    [6_000, null, { charge: { amount_captured: 6_000 } }],
    [0, 'fully_refunded', { charge: { amount_refunded: 10_000 } }],
    [0, 'not_captured', { intent: { status: 'requires_capture' }, charge: { captured: false } }],
    [0, 'not_paid', { intent: { status: 'requires_payment_method' }, charge: { status: 'failed' } }],
    [0, 'not_paid', { intent: { status: 'requires_action' }, charge: null }],
    [0, 'processing', { intent: { status: 'processing' }, charge: { status: 'pending' } }],
    [0, 'canceled', { intent: { status: 'canceled' } }],
    [0, 'disputed', { disputes: [{ status: 'needs_response', is_charge_refundable: false }] }],
    [0, 'disputed', { disputes: [{ status: 'lost', is_charge_refundable: false }] }],
    [10_000, null, { disputes: [{ status: 'won', is_charge_refundable: false }] }],
    [10_000, null, { disputes: [{ status: 'warning_needs_response', is_charge_refundable: true }] }],
    [0, 'not_paid', { intent: { status: 'a_new_word' as Stripe.PaymentIntent.Status }, charge: null }],
  ])('is %d (%s)', (refundable, block, given) => {
    expect(refundFiguresOf(facts(given))).toMatchObject({ refundable, block })
  })
})

describe('the state of a refund', () => {
  test.each<[string, Partial<Stripe.Refund>]>([
    ['succeeded', { status: 'succeeded' }],
    ['pending', { status: 'pending', pending_reason: 'processing' }],
    ['waiting_for_balance', { status: 'pending', pending_reason: 'insufficient_funds' }],
    ['requires_action', { status: 'requires_action' }],
    ['failed', { status: 'failed' }],
    ['failed_later', { status: 'failed', failure_balance_transaction: 'txn_1' }],
    ['canceled', { status: 'canceled' }],
    ['pending', { status: null }],
    ['a_new_word', { status: 'a_new_word' }],
  ])('is %s', (state, given) => {
    expect(refundStateOf({ ...refund, ...given })).toBe(state)
  })
})

describe('the state of a subscription', () => {
  const paused = { behavior: 'void', resumes_at: null } satisfies Stripe.Subscription.PauseCollection
  test.each<[string, Partial<Stripe.Subscription>]>([
    ['active', {}],
    ['trialing', { status: 'trialing' }],
    ['canceling', { cancel_at_period_end: true }],
    ['canceling', { status: 'trialing', cancel_at: 1_900_000_000 }],
    ['collection_paused', { pause_collection: paused }],
    ['canceling', { cancel_at_period_end: true, pause_collection: paused }],
    ['past_due', { status: 'past_due', cancel_at_period_end: true }],
    ['canceled', { status: 'canceled', cancel_at_period_end: true }],
    ['paused', { status: 'paused' }],
    ['a_new_word', { status: 'a_new_word' as Stripe.Subscription.Status }],
  ])('is %s', (state, given) => {
    const running = { cancel_at_period_end: false, cancel_at: null, pause_collection: null }
    expect(subscriptionStateOf({ ...subscription, ...running, ...given })).toBe(state)
  })

  test('two items of different pace come to no one amount, and the earlier period ends first', () => {
    const [item] = subscription.items.data
    if (!item?.price.recurring) throw new Error('The company has a subscription with a plan')
    const yearly = {
      ...item,
      current_period_end: item.current_period_end + 1_000,
      price: { ...item.price, recurring: { ...item.price.recurring, interval: 'year' as const } },
    }
    const two = { ...subscription, items: { ...subscription.items, data: [yearly, item] } }
    expect(subscriptionOf(two, new Map())).toMatchObject({
      amount: null,
      currentPeriodEnd: item.current_period_end * 1000,
    })
  })

  test('tiers have no price of one', () => {
    const [item] = subscription.items.data
    if (!item) throw new Error('The company has a subscription with a plan')
    const tiered = { ...item, price: { ...item.price, billing_scheme: 'tiered' as const } }
    const one = { ...subscription, items: { ...subscription.items, data: [tiered] } }
    expect(subscriptionOf(one, new Map())).toMatchObject({ amount: null, items: [{ amount: null }] })
  })
})

describe('an invoice', () => {
  const now = 1_800_000_000_000
  test.each<[string, Partial<Stripe.Invoice>]>([
    ['open', { status: 'open', due_date: null }],
    ['open', { status: 'open', due_date: now / 1000 + 1 }],
    ['overdue', { status: 'open', due_date: now / 1000 - 1 }],
    ['paid', { status: 'paid', due_date: 1 }],
    ['draft', { status: null }],
    ['void', { status: 'void' }],
  ])('is %s', (state, given) => {
    expect(invoiceStateOf({ ...invoice, ...given }, now)).toBe(state)
  })

  test('a plan is told with its period, once, and another line in its own words', () => {
    const [line] = invoice.lines.data
    if (!line) throw new Error('The company has an invoice with a line')
    const period = { start: Date.UTC(2026, 10, 24) / 1000, end: Date.UTC(2026, 11, 24) / 1000 }
    const of = (description: string | null) => lineInWords({ ...line, description, period })
    expect(of('1 × Roaster’s Choice (at €38.00 / month)')).toBe('Roaster’s Choice, 24 Nov to 24 Dec')
    expect(of('3 × Filter (large) (at €8.00 / month)')).toBe('Filter (large) × 3, 24 Nov to 24 Dec')
    expect(of('Grinder service, order 20977')).toBe('Grinder service, order 20977')
    expect(of(null)).toBeNull()
  })
})

describe('a customer', () => {
  test('is told by id alone where Stripe tells no more', () => {
    expect(customerRefOf('cus_1')).toEqual({ id: 'cus_1', name: null, email: null, deleted: false })
    expect(customerRefOf({ id: 'cus_1', object: 'customer', deleted: true })).toMatchObject({ deleted: true })
    expect(customerRefOf(null)).toBeNull()
  })

  test('an address is the parts that there are', () => {
    const none = { line1: null, line2: null, postal_code: null, city: null, state: null, country: null }
    expect(addressOf({ ...none, city: 'Berlin', country: 'DE' })).toBe('Berlin, DE')
    expect(addressOf(none)).toBeNull()
    expect(addressOf(null)).toBeNull()
  })
})
