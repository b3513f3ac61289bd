import type Stripe from 'stripe'
import { beforeAll, expect, test } from 'vitest'
import type { Kind, Stored } from '#server/sandbox/core/kind.ts'
import type { State } from '#server/sandbox/core/state.ts'
import { charges } from '#server/sandbox/resources/charges/charge.ts'
import { checkoutSessions } from '#server/sandbox/resources/checkout-sessions/checkout-session.ts'
import { transfers } from '#server/sandbox/resources/connect/transfer.ts'
import { coupons } from '#server/sandbox/resources/coupons/coupon.ts'
import { discounts } from '#server/sandbox/resources/discounts/discount.ts'
import { disputes } from '#server/sandbox/resources/disputes/dispute.ts'
import { disputeSorts } from '#server/sandbox/resources/disputes/dispute-sort.ts'
import { invoices } from '#server/sandbox/resources/invoices/invoice.ts'
import { invoicePayments } from '#server/sandbox/resources/invoices/invoice-payment.ts'
import { paymentIntents } from '#server/sandbox/resources/payment-intents/payment-intent.ts'
import { payouts } from '#server/sandbox/resources/payouts/payout.ts'
import { promotionCodes } from '#server/sandbox/resources/promotion-codes/promotion-code.ts'
import { refunds } from '#server/sandbox/resources/refunds/refund.ts'
import { setupIntents } from '#server/sandbox/resources/setup-intents/setup-intent.ts'
import { subscriptions } from '#server/sandbox/resources/subscriptions/subscription.ts'
import type { ShopCurrency } from '#server/sandbox/world/currencies.ts'
import { baseTimeMs, everything, worldAt } from './seeded-world.ts'

/** The values that the SDK names; it leaves room for those that it does not know yet. */
type Named<T extends string> = T extends unknown ? (string extends T ? never : T) : never

/** How many there must be of each; a value that the SDK adds does not compile until it is said here. */
type AtLeast<T extends string> = Readonly<Record<Named<T>, number>>

let state: State
beforeAll(() => {
  state = worldAt(baseTimeMs)
}, 180_000)

function expectAll<T extends Stored, V extends string>(
  kind: Kind<T>,
  read: (item: T) => V | null | undefined,
  least: AtLeast<V>,
): void {
  const counts = new Map<string, number>()
  for (const item of everything(state, kind)) {
    const value = read(item) ?? 'none'
    counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  for (const [value, count] of Object.entries<number>(least))
    expect(counts.get(value) ?? 0, `${kind.name} ${value}`).toBeGreaterThanOrEqual(count)
}

test('payments are in every status', () => {
  const least: AtLeast<Stripe.PaymentIntent.Status> = {
    canceled: 100,
    processing: 5,
    requires_action: 5,
    requires_capture: 5,
    requires_confirmation: 5,
    requires_payment_method: 100,
    succeeded: 35_000,
  }
  expectAll(paymentIntents, intent => intent.status, least)
})

test('charges are in every status', () => {
  const least: AtLeast<Stripe.Charge.Status> = { failed: 500, pending: 5, succeeded: 35_000 }
  expectAll(charges, charge => charge.status, least)
})

test('cards are kept for later in every way', () => {
  // `processing` is of methods that the sandbox has not.
  const least: Omit<AtLeast<Stripe.SetupIntent.Status>, 'processing'> = {
    canceled: 3,
    requires_action: 3,
    requires_confirmation: 3,
    requires_payment_method: 6,
    succeeded: 3,
  }
  expectAll(setupIntents, intent => intent.status, { ...least, processing: 0 })
})

test('refunds are in every status, with every reason to wait', () => {
  const pending: AtLeast<Stripe.Refund.PendingReason> = {
    charge_pending: 1,
    insufficient_funds: 1,
    processing: 1,
  }
  expectAll(refunds, refund => refund.pending_reason, pending)
  // The SDK has them as text: https://docs.stripe.com/api/refunds/object#refund_object-status
  const least = { pending: 3, requires_action: 2, succeeded: 1_000, failed: 10, canceled: 2 }
  expectAll(refunds, refund => refund.status as keyof typeof least, least)
  const reasons: AtLeast<Stripe.Refund.Reason> = {
    duplicate: 10,
    expired_uncaptured_charge: 1,
    fraudulent: 10,
    requested_by_customer: 100,
  }
  expectAll(refunds, refund => refund.reason, reasons)
})

test('disputes are in every status, of every reason', () => {
  const least: AtLeast<Stripe.Dispute.Status> = {
    appeal_needs_response: 1,
    appeal_under_review: 1,
    lost: 20,
    needs_response: 5,
    prevented: 3,
    under_review: 5,
    warning_closed: 3,
    warning_needs_response: 2,
    warning_under_review: 2,
    won: 20,
  }
  expectAll(disputes, dispute => dispute.status, least)
  const reasons = new Set(everything(state, disputes).map(dispute => dispute.reason))
  expect(reasons).toEqual(new Set(Object.values(disputeSorts).map(sort => sort.reason)))
})

test('deadlines are from overdue to two weeks ahead', () => {
  const open = everything(state, disputes).filter(({ status }) => /needs_response$/.test(status))
  const days = open.map(
    ({ evidence_details: { due_by } }) => (Number(due_by) * 1000 - baseTimeMs) / 86_400_000,
  )
  expect(Math.min(...days)).toBeLessThan(0)
  expect(days.filter(day => day > 0 && day < 2).length).toBeGreaterThanOrEqual(2)
  expect(Math.max(...days)).toBeGreaterThan(13)
})

test('subscriptions and invoices are in every status', () => {
  const standing: AtLeast<Stripe.Subscription.Status> = {
    active: 500,
    canceled: 100,
    incomplete: 3,
    incomplete_expired: 5,
    past_due: 5,
    paused: 3,
    trialing: 10,
    unpaid: 5,
  }
  expectAll(subscriptions, subscription => subscription.status, standing)
  const least: AtLeast<Stripe.Invoice.Status> = {
    draft: 5,
    open: 10,
    paid: 10_000,
    uncollectible: 5,
    void: 10,
  }
  expectAll(invoices, invoice => invoice.status, least)
  const reasons = { manual: 20, subscription_create: 1_000, subscription_cycle: 8_000 }
  expectAll(invoices, invoice => invoice.billing_reason as keyof typeof reasons, reasons)
  expectAll(invoicePayments, payment => payment.status as 'open' | 'paid' | 'canceled', {
    canceled: 5,
    open: 10,
    paid: 10_000,
  })
})

test('every currency of the shop is bought in', () => {
  const least: Readonly<Record<ShopCurrency, number>> = {
    aud: 300,
    brl: 300,
    cad: 300,
    eur: 10_000,
    gbp: 1_000,
    isk: 300,
    jpy: 300,
    kwd: 100,
    sgd: 100,
    try: 300,
    usd: 3_000,
    vnd: 300,
  }
  expectAll(charges, charge => charge.currency as ShopCurrency, least)
})

test('what the company does besides selling is there', () => {
  const checkout: AtLeast<Stripe.Checkout.Session.Status> = { complete: 10, expired: 5, open: 5 }
  expectAll(checkoutSessions, session => session.status, checkout)
  expectAll(payouts, payout => payout.status as 'paid' | 'in_transit', { paid: 200, in_transit: 3 })
  expect(everything(state, transfers).length).toBeGreaterThanOrEqual(10)
  expect(everything(state, coupons).filter(({ times_redeemed: times }) => times > 0).length).toBe(3)
  expect(everything(state, promotionCodes).some(({ active }) => !active)).toBe(true)
  expect(everything(state, discounts).length).toBeGreaterThanOrEqual(20)
})
