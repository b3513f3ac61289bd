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
import { smallestStep } from '#shared/domain/money.ts'
import { baseTimeMs, dayMs, everything, worldAt } from './seeded-world.ts'

let state: State
beforeAll(() => {
  state = worldAt(baseTimeMs)
})

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
      'payment',
      () => values(paymentIntents, intent => intent.status),
      'succeeded requires_payment_method requires_confirmation requires_action requires_capture canceled',
    ],
    [
      'refund',
      () => values(refunds, refund => refund.status),
      'succeeded pending requires_action failed canceled',
    ],
    [
      'pending refund',
      () => values(refunds, refund => refund.pending_reason),
      'processing insufficient_funds charge_pending',
    ],
    [
      'failed refund',
      () => values(refunds, refund => refund.failure_reason),
      'lost_or_stolen_card expired_or_canceled_card charge_for_pending_refund_disputed insufficient_funds declined merchant_request unknown',
    ],
    [
      'dispute',
      () => values(disputes, dispute => dispute.status),
      'needs_response under_review won lost warning_needs_response warning_under_review warning_closed prevented',
    ],
    [
      'dispute reason',
      () => values(disputes, dispute => dispute.reason),
      'bank_cannot_process check_returned credit_not_processed customer_initiated debit_not_authorized duplicate fraudulent general incorrect_account_details insufficient_funds noncompliant product_not_received product_unacceptable subscription_canceled unrecognized',
    ],
    [
      'subscription',
      () => values(subscriptions, subscription => subscription.status),
      'trialing active past_due unpaid incomplete incomplete_expired paused canceled',
    ],
    ['invoice', () => values(invoices, invoice => invoice.status), 'draft open paid uncollectible void'],
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
