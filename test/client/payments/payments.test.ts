import { describe, expect, test } from 'vitest'
import { expiryWords } from '#client/features/customers/expiry.ts'
import { sentenceForCustomer } from '#client/features/payments/copy-for-customer.ts'
import { declineWords } from '#client/features/payments/decline-words.ts'
import { nextBill, nextWords, periodWords } from '#client/features/subscriptions/subscription-words.ts'
import { choiceParam, flagParam, idParam, textParam } from '#client/lib/search-params.ts'
import type { Payment } from '#shared/domain/payment.ts'
import type { Subscription } from '#shared/domain/subscription.ts'

const day = 24 * 60 * 60 * 1000
const now = Date.UTC(2026, 10, 24, 12)

const refund: Payment['refunds'][number] = {
  id: 're_1',
  amount: 1_800,
  currency: 'eur',
  state: 'succeeded',
  reason: null,
  ourReason: null,
  note: null,
  failureReason: null,
  reference: null,
  destination: 'refund',
  createdAt: now,
  requestedBy: null,
  operationId: null,
}

const payment: Payment = {
  id: 'pi_1',
  chargeId: 'ch_1',
  amount: 6_000,
  currency: 'eur',
  amountRefunded: 0,
  state: 'paid',
  description: null,
  customer: null,
  method: { type: 'card', brand: 'visa', last4: '4242', expMonth: 8, expYear: 2028, country: 'DE' },
  createdAt: now - 6 * day,
  figures: {
    currency: 'eur',
    charged: 6_000,
    captured: 6_000,
    refunded: 0,
    pending: 0,
    refundable: 6_000,
    block: null,
  },
  fee: null,
  statementDescriptor: null,
  riskLevel: null,
  riskScore: null,
  checks: { cvc: null, postalCode: null, threeDSecure: null },
  captureBefore: null,
  invoiceId: null,
  invoiceNumber: null,
  earlyFraudWarning: null,
  refunds: [],
  disputes: [],
  attempts: [],
  asOf: now,
}

describe('what an agent may tell the customer', () => {
  const told = (state: string, given: Partial<Payment['refunds'][number]> = {}) =>
    sentenceForCustomer({ ...payment, refunds: [{ ...refund, ...given, state }] })

  test('says that money was refunded only when Stripe has said so', () => {
    expect(told('succeeded')).toContain('We refunded €18.00 to Visa •••• 4242')
    for (const state of [
      'pending',
      'waiting_for_balance',
      'requires_action',
      'failed',
      'canceled',
      'new_word',
    ])
      expect(told(state), state).not.toContain('We refunded')
  })

  test('says that a refund which came back was not delivered', () => {
    expect(told('failed_later')).toContain('could not be delivered')
  })

  test('a reversal never arrives as money of its own', () => {
    expect(told('succeeded', { destination: 'reversal' })).toContain('The original charge disappears')
    expect(told('succeeded', { destination: 'reversal' })).not.toContain('business days')
  })

  test('a payment that was declined took nothing', () => {
    expect(sentenceForCustomer({ ...payment, state: 'declined' })).toContain('no money was taken')
  })
})

test.each([
  ['insufficient_funds', null, 'Not enough money on the card'],
  ['a_new_code', null, 'a new code'],
  [null, 'Your card was declined.', 'Your card was declined.'],
  [null, null, 'Declined'],
])('the decline %s is told as it is known', (code, message, words) => {
  expect(declineWords(code, message)).toBe(words)
})

test.each([
  [10, 2026, 'Expired'],
  [11, 2026, 'Expires this month'],
  [12, 2026, 'Expires next month'],
  [1, 2027, null],
  [12, 2025, 'Expired'],
  [null, null, null],
])('a card that holds to %s/%s', (expMonth, expYear, words) => {
  expect(expiryWords({ expMonth, expYear }, now)).toBe(words)
})

describe('a subscription', () => {
  const item = {
    name: 'Box',
    quantity: 1,
    amount: 3_800,
    currency: 'eur',
    interval: 'month',
    intervalCount: 1,
  }
  const subscription: Subscription = {
    id: 'sub_1',
    state: 'active',
    customer: null,
    items: [item],
    currency: 'eur',
    amount: 3_800,
    currentPeriodEnd: now + 30 * day,
    cancelAt: null,
    canceledAt: null,
    endedAt: null,
    trialEnd: null,
    latestInvoiceId: null,
    createdAt: now - 30 * day,
  }

  test.each([
    ['month', 1, 'month'],
    ['month', 3, 'quarter'],
    ['week', 2, '2 weeks'],
    [null, null, null],
  ])('of %s × %s is paid a %s', (interval, intervalCount, words) => {
    expect(periodWords({ ...item, interval, intervalCount })).toBe(words)
  })

  test('that ends bills nobody, and the earliest of the others is next', () => {
    const sooner = { ...subscription, currentPeriodEnd: now + day }
    const ending = { ...subscription, state: 'canceling', currentPeriodEnd: now + 1 }
    expect(nextBill([subscription, ending, sooner])).toMatchObject({ at: now + day, amount: 3_800 })
    expect(nextBill([ending])).toBeNull()
  })

  test('says what comes next only where something does', () => {
    expect(nextWords(subscription, now)).toBe('renews 24 Dec')
    expect(nextWords({ ...subscription, state: 'past_due' }, now)).toBeNull()
    expect(nextWords({ ...subscription, state: 'trialing', trialEnd: now + 7 * day }, now)).toBe(
      'first bill 1 Dec',
    )
  })
})

describe('an address', () => {
  test('keeps what was searched for, also where it looks like a number', () => {
    expect(textParam({ q: 4242 }, 'q')).toEqual({ q: '4242' })
    expect(textParam({ q: true }, 'q')).toEqual({ q: 'true' })
    expect(textParam({ q: '  ' }, 'q')).toEqual({})
    expect(textParam({ q: ['a'] }, 'q')).toEqual({})
  })

  test('with a wrong part shows the list without it', () => {
    expect(idParam({ customer: 'cus_1' }, 'customer')).toEqual({ customer: 'cus_1' })
    expect(idParam({ customer: '../x' }, 'customer')).toEqual({})
    expect(choiceParam({ status: 'nonsense' }, 'status', ['open'])).toEqual({})
    expect(flagParam({ refund: 'true' }, 'refund')).toEqual({ refund: true })
    expect(flagParam({ refund: '1' }, 'refund')).toEqual({})
  })
})
