import type Stripe from 'stripe'
import { ApiFailure, invalid } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { customers } from '#server/sandbox/resources/customers/customer.ts'
import { confirm } from '#server/sandbox/resources/payment-intents/confirm.ts'
import { paymentIntents } from '#server/sandbox/resources/payment-intents/payment-intent.ts'
import { subscriptions } from '#server/sandbox/resources/subscriptions/subscription.ts'
import { intentOf, invoices, subscriptionOf } from './invoice.ts'
import { settleInvoice } from './settle-invoice.ts'

/** The payment method that pays by itself: the invoice's, its subscription's, or the customer's default. */
export function defaultMethodFor(
  work: Work,
  customer: string,
  ...nearer: (string | Stripe.PaymentMethod | null | undefined)[]
): string | null {
  const own = nearer.map(method => idOf(method)).find(id => id !== null)
  return own ?? idOf(work.get(customers, customer)?.invoice_settings.default_payment_method)
}

const lastAttempt = 4
const retryAfterDays = [3, 5, 7]
const daySeconds = 24 * 60 * 60

/** The attempt failed: the next one is set, and the subscription waits for it. */
function noteFailure(work: Work, invoice: Stripe.Invoice): void {
  const attempts = invoice.attempt_count + 1
  const retryDays = retryAfterDays[attempts - 1]
  const next = invoice.auto_advance && retryDays !== undefined ? work.now + retryDays * daySeconds : null
  const tried = work.put(invoices, {
    ...invoice,
    attempt_count: attempts,
    attempted: true,
    next_payment_attempt: next,
  })
  if (next !== null) work.later((next - work.now) * 1000, 'invoice.retry', invoice.id)
  work.emit('invoice.payment_failed', tried)
  const subscription = work.get(subscriptions, subscriptionOf(invoice) ?? '')
  if (!subscription || (subscription.status !== 'active' && subscription.status !== 'past_due')) return
  const status = attempts >= lastAttempt ? 'unpaid' : 'past_due'
  work.update(subscriptions, subscription, { status }, 'customer.subscription.updated')
}

/** @throws {ApiFailure} 400 when the invoice cannot be paid as it stands. */
function intentToPay(work: Work, invoice: Stripe.Invoice): Stripe.PaymentIntent {
  if (invoice.status === 'paid') throw invalid('Invoice is already paid')
  const payable = invoice.status === 'open' || invoice.status === 'uncollectible'
  const intent = intentOf(work, invoice.id)
  if (payable && intent) return intent
  throw invalid(`This invoice is ${invoice.status} and cannot be paid.`)
}

/**
 * Pays an open invoice by a saved payment method; the customer is not there.
 * @throws {ApiFailure} 402 for a decline, which is noted on the invoice; 400 when there is nothing to pay with.
 */
export function collectInvoice(work: Work, invoice: Stripe.Invoice, given?: string | null): Stripe.Invoice {
  const intent = intentToPay(work, invoice)
  const subscription = work.get(subscriptions, subscriptionOf(invoice) ?? '')
  const method = defaultMethodFor(
    work,
    idOf(invoice.customer) ?? '',
    given,
    invoice.default_payment_method,
    subscription?.default_payment_method,
  )
  if (method === null) {
    throw invalid(
      'There is no `default_payment_method` set on this Customer or Invoice. Please set either an Invoice or Customer default payment method.',
    )
  }
  try {
    confirm(work, { ...intent, payment_method: method }, { offSession: true })
  } catch (error) {
    if (error instanceof ApiFailure && error.handling.keepsEffects) noteFailure(work, invoice)
    throw error
  }
  return settleInvoice(work, work.need(invoices, invoice.id))
}

/** What Stripe does by itself: a decline stays noted and is nobody's error. */
export function tryToCollect(work: Work, invoice: Stripe.Invoice): Stripe.Invoice {
  try {
    return collectInvoice(work, invoice)
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error
    if (!error.handling.keepsEffects) noteFailure(work, invoice)
    return work.need(invoices, invoice.id)
  }
}

/** The customer paid by themselves; the job comes right after the payment. */
export function settleByIntent(work: Work, invoice: Stripe.Invoice): void {
  const intent = intentOf(work, invoice.id)
  if (intent && work.get(paymentIntents, intent.id)?.status === 'succeeded') settleInvoice(work, invoice)
}
