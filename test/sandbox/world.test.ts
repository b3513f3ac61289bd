import type Stripe from 'stripe'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Kind, Stored } from '#server/sandbox/core/kind.ts'
import type { State } from '#server/sandbox/core/state.ts'
import { balanceTransactions } from '#server/sandbox/resources/balance/balance-transaction.ts'
import { charges } from '#server/sandbox/resources/charges/charge.ts'
import { customers } from '#server/sandbox/resources/customers/customer.ts'
import { disputes } from '#server/sandbox/resources/disputes/dispute.ts'
import { earlyFraudWarnings } from '#server/sandbox/resources/disputes/early-fraud-warning.ts'
import { invoices } from '#server/sandbox/resources/invoices/invoice.ts'
import { paymentIntents } from '#server/sandbox/resources/payment-intents/payment-intent.ts'
import { paymentMethods } from '#server/sandbox/resources/payment-methods/payment-method.ts'
import { refunds } from '#server/sandbox/resources/refunds/refund.ts'
import { subscriptions } from '#server/sandbox/resources/subscriptions/subscription.ts'
import type { Sandbox } from '#server/sandbox/sandbox.ts'
import { smallestStep } from '#shared/domain/money.ts'
import { baseTimeMs, dayMs, everything, sandboxAt } from './seeded-world.ts'

let sandbox: Sandbox
let state: State
beforeAll(() => {
  sandbox = sandboxAt(baseTimeMs)
  state = sandbox.core.state
}, 180_000)

const all = <T extends Stored>(kind: Kind<T>): T[] => everything(state, kind)
const values = <T extends Stored>(kind: Kind<T>, read: (item: T) => unknown) => new Set(all(kind).map(read))

describe('the company', () => {
  test('has 5,000 customers and 40,000 payments in twelve currencies', () => {
    expect(all(customers)).toHaveLength(5_000)
    expect(all(paymentIntents).length).toBeGreaterThanOrEqual(40_000)
    expect([...values(paymentIntents, intent => intent.currency)].sort()).toEqual(
      'aud brl cad eur gbp isk jpy kwd sgd try usd vnd'.split(' '),
    )
  })

  test('has no amount that its currency does not have', () => {
    const odd = [...all(charges), ...all(refunds)].filter(
      ({ amount, currency }) => amount % smallestStep(currency) !== 0,
    )
    expect(odd).toEqual([])
  })

  test('spans two years, and nothing in it is yet to come', () => {
    const times = all(charges).map(charge => charge.created)
    expect(Math.min(...times) * 1000).toBeLessThan(baseTimeMs - 600 * dayMs)
    expect(Math.max(...times) * 1000).toBeLessThanOrEqual(baseTimeMs)
    expect(Math.max(...times) * 1000).toBeGreaterThan(baseTimeMs - dayMs)
  })

  test.each([
    [
      'failed refund',
      () => values(refunds, refund => refund.failure_reason),
      'lost_or_stolen_card expired_or_canceled_card charge_for_pending_refund_disputed insufficient_funds declined merchant_request unknown',
    ],
    [
      'decline',
      () => values(charges, charge => charge.outcome?.reason),
      'generic_decline insufficient_funds lost_card stolen_card expired_card incorrect_cvc processing_error card_velocity_exceeded highest_risk_level',
    ],
    [
      'payment method',
      () => values(paymentMethods, method => method.card?.brand ?? method.type),
      'visa mastercard amex sepa_debit',
    ],
  ])('has an example of every %s', (_, found, expected) => {
    expect([...found()]).toEqual(expect.arrayContaining(expected.split(' ')))
  })

  test('has subscriptions that are canceling, and some whose collection is paused', () => {
    const active = all(subscriptions).filter(({ status }) => status === 'active')
    expect(active.filter(({ cancel_at_period_end }) => cancel_at_period_end).length).toBeGreaterThan(5)
    expect(active.filter(({ pause_collection }) => pause_collection).length).toBeGreaterThan(2)
  })

  test('has names in many scripts, hostile ones, and people who are there twice', () => {
    const names = all(customers).map(({ name }) => name ?? '')
    for (const script of [
      'Latin',
      'Cyrillic',
      'Greek',
      'Arabic',
      'Hebrew',
      'Han',
      'Hiragana',
      'Hangul',
      'Thai',
      'Devanagari',
      'Georgian',
      'Armenian',
    ]) {
      expect(
        names.some(name => new RegExp(`\\p{Script=${script}}`, 'u').test(name)),
        script,
      ).toBe(true)
    }
    for (const part of ['<img src=x onerror=alert(1)>', "=cmd|' /C calc'!A0", '\u202E', 'W'.repeat(200)]) {
      expect(
        names.some(name => name.includes(part)),
        part,
      ).toBe(true)
    }
    const addresses = new Map(all(customers).map(({ phone, email }) => [`${phone}`, email]))
    expect(addresses.size).toBeLessThan(names.length - 20)
  })

  test('has money enough of each currency for refunds to succeed', () => {
    const available = new Map<string, number>()
    for (const line of all(balanceTransactions)) {
      if (line.available_on * 1000 > baseTimeMs) continue
      available.set(line.currency, (available.get(line.currency) ?? 0) + line.net)
    }
    for (const [code, sum] of available) {
      const largest = Math.max(
        ...all(charges)
          .filter(({ currency }) => currency === code)
          .map(({ amount }) => amount),
      )
      expect(sum, code).toBeGreaterThan(5 * largest)
    }
  })
})

describe('its books agree', () => {
  test('each paid order has a number of its own', () => {
    const paid = all(paymentIntents).filter(
      ({ status, metadata }) => status === 'succeeded' && metadata.order,
    )
    expect(new Set(paid.map(({ metadata }) => metadata.order)).size).toBe(paid.length)
    const numbers = paid.map(({ metadata }) => Number(metadata.order)).filter(number => !Number.isNaN(number))
    expect(Math.max(...numbers)).toBeLessThan(21_000)
  })

  test('the balance is the sum of its lines, in each currency', async () => {
    const { body } = await sandbox.handle({
      method: 'GET',
      path: '/v1/balance',
      headers: { authorization: 'Bearer sk_test_sandbox' },
      body: Buffer.alloc(0),
    })
    const balance: Stripe.Balance = JSON.parse(body.toString('utf8'))
    const told = new Map<string, number>()
    for (const { amount, currency } of [...balance.available, ...balance.pending])
      told.set(currency, (told.get(currency) ?? 0) + amount)
    const summed = new Map<string, number>()
    for (const { net, currency } of all(balanceTransactions))
      summed.set(currency, (summed.get(currency) ?? 0) + net)
    expect(told).toEqual(summed)
    expect(told.size).toBe(12)
  })

  test('each line of the ledger is amount less fee', () => {
    expect(all(balanceTransactions).filter(({ amount, fee, net }) => net !== amount - fee)).toEqual([])
  })

  test('a charge tells as refunded what its refunds hold, and never more than was taken', () => {
    const held = new Map<string, number>()
    for (const { charge, amount, status } of all(refunds)) {
      if (status === 'failed' || status === 'canceled') continue
      held.set(String(charge), (held.get(String(charge)) ?? 0) + amount)
    }
    for (const { id, amount, amount_refunded, refunded } of all(charges)) {
      expect(amount_refunded).toBe(held.get(id) ?? 0)
      expect(amount_refunded).toBeLessThanOrEqual(amount)
      if (refunded) expect(amount_refunded).toBe(amount)
    }
  })

  test('a paid invoice was paid by an intent that succeeded', () => {
    const amounts = all(invoices).filter(({ status, total }) => status === 'paid' && total > 0)
    expect(amounts.length).toBeGreaterThan(10_000)
    expect(
      amounts.filter(
        ({ amount_paid, amount_remaining, total }) => amount_paid !== total || amount_remaining !== 0,
      ),
    ).toEqual([])
  })
})

describe('today’s work', () => {
  const open = () => all(disputes).filter(({ status }) => /^(warning_)?needs_response$/.test(status))
  const who = (dispute: Stripe.Dispute) => dispute.evidence.customer_name

  test('is ten disputes by deadline, one of them past due, and four early fraud warnings', () => {
    const byDeadline = open().sort(
      (a, b) => Number(a.evidence_details.due_by) - Number(b.evidence_details.due_by),
    )
    expect(byDeadline.map(dispute => [who(dispute), dispute.amount, dispute.currency])).toEqual([
      ['Anneliese Brandt', 12_900, 'eur'],
      ['Sofia Rossi', 7_450, 'eur'],
      ['佐藤 美咲', 18_400, 'jpy'],
      ['Kwame Mensah', 24_800, 'usd'],
      ['Олена Ковальчук', 5_200, 'gbp'],
      ['عبدالله الصباح', 31_500, 'kwd'],
      ['Lucas Almeida', 38_990, 'brl'],
      ['Émilie Tremblay', 11_230, 'cad'],
      ['Nguyễn Thị Lan', 1_250_000, 'vnd'],
      ['Aoife Ní Bhriain', 3_600, 'eur'],
    ])
    const days = byDeadline.map(
      ({ evidence_details: { due_by } }) => (Number(due_by) * 1000 - baseTimeMs) / dayMs,
    )
    expect(days.map(Math.floor)).toEqual([-2, 1, 1, 2, 4, 5, 6, 9, 12, 14])
    expect(all(earlyFraudWarnings)).toHaveLength(4)
  })

  test('Elif Yıldırım has an order of €60.00 of which €18.00 went back', () => {
    const [elif] = state.by(customers, 'email', 'elif.yildirim@example.com')
    const order = state
      .by(charges, 'customer', elif?.id ?? '')
      .find(({ description }) => description === 'Order 20931, kettle and filters')
    expect(order).toMatchObject({ amount: 6_000, amount_refunded: 1_800, refunded: false })
    expect(state.by(paymentMethods, 'customer', elif?.id ?? '')).toHaveLength(3)
    expect(
      state
        .by(subscriptions, 'customer', elif?.id ?? '')
        .map(({ status }) => status)
        .sort(),
    ).toEqual(['active', 'active', 'canceled'])
  })
})
