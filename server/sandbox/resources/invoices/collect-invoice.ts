import type Stripe from 'stripe'
import { ApiFailure, invalid } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { customers } from '#server/sandbox/resources/customers/customer.ts'
import { confirm } from '#server/sandbox/resources/payment-intents/confirm.ts'
import { paymentIntents } from '#server/sandbox/resources/payment-intents/payment-intent.ts'
import { subscriptions } from '#server/sandbox/resources/subscriptions/subscription.ts'
import { dunnings, isHard, noteFailure, skipTry } from './dunning.ts'
import { intentOf, invoices, subscriptionOf } from './invoice.ts'
import { settlePaid } from './settle-invoice.ts'

/** The payment method that pays by itself: the invoice's, its subscription's, or the customer's default. */
export function defaultMethodFor(
  work: Work,
  customer: string,
  ...nearer: (string | Stripe.PaymentMethod | null | undefined)[]
): string | null {
  const own = nearer.map(method => idOf(method)).find(id => id !== null)
  return own ?? idOf(work.get(customers, customer)?.invoice_settings.default_payment_method)
}

function methodFor(work: Work, invoice: Stripe.Invoice, given?: string | null): string | null {
  const subscription = work.get(subscriptions, subscriptionOf(invoice) ?? '')
  const own = [given, invoice.default_payment_method, subscription?.default_payment_method]
  return defaultMethodFor(work, idOf(invoice.customer) ?? '', ...own)
}

/** @throws {ApiFailure} 400 when the invoice cannot be paid as it stands. */
function intentToPay(work: Work, invoice: Stripe.Invoice): Stripe.PaymentIntent {
  if (invoice.status === 'paid') throw invalid('Invoice is already paid')
  const payable = invoice.status === 'open' || invoice.status === 'uncollectible'
  const intent = intentOf(work, invoice.id)
  if (payable && intent) return intent
  throw invalid(`This invoice is ${invoice.status} and cannot be paid.`)
}

interface Collecting {
  readonly method?: string | null | undefined
  /** Whether the customer is away, so that a bank that wants to see them declines. */
  readonly offSession?: boolean
  /** Whether Stripe tries by itself. */
  readonly automatic?: boolean
}

/**
 * Pays an open invoice by a saved payment method. A customer who is there may have to act first: it stays open then.
 * @throws {ApiFailure} 402 for a decline, which is noted on the invoice; 400 when there is nothing to pay with.
 */
export function collectInvoice(
  work: Work,
  invoice: Stripe.Invoice,
  { method: given, offSession = true, automatic = false }: Collecting = {},
): Stripe.Invoice {
  const intent = intentToPay(work, invoice)
  const method = methodFor(work, invoice, given)
  if (method === null) {
    throw invalid(
      'There is no `default_payment_method` set on this Customer or Invoice. Please set either an Invoice or Customer default payment method.',
    )
  }
  try {
    const tried = confirm(work, { ...intent, payment_method: method }, { offSession })
    if (tried.status === 'requires_action') return awaitAction(work, invoice)
  } catch (error) {
    if (error instanceof ApiFailure && error.handling.keepsEffects) {
      noteFailure(work, invoice, { automatic, hard: isHard(error), method })
      if (error.body.code === 'authentication_required')
        work.emit('invoice.payment_action_required', work.need(invoices, invoice.id))
    }
    throw error
  }
  return settlePaid(work, work.need(invoices, invoice.id))
}

/** The bank wants to see the customer: their part comes next. */
function awaitAction(work: Work, invoice: Stripe.Invoice): Stripe.Invoice {
  const change = { attempted: true, attempt_count: Math.max(1, invoice.attempt_count) }
  const waiting = work.update(invoices, invoice, change, 'invoice.updated')
  work.emit('invoice.payment_action_required', waiting)
  return waiting
}

/** What Stripe does by itself: a decline stays noted and is nobody's error. */
export function tryToCollect(work: Work, invoice: Stripe.Invoice): Stripe.Invoice {
  const method = methodFor(work, invoice)
  const refused = work.get(dunnings, invoice.id)?.refused ?? null
  if (method !== null && method === refused) {
    skipTry(work, invoice)
    return work.need(invoices, invoice.id)
  }
  try {
    return collectInvoice(work, invoice, { automatic: true })
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error
    if (!error.handling.keepsEffects) noteFailure(work, invoice, { automatic: true, hard: false, method })
    return work.need(invoices, invoice.id)
  }
}

/** The customer paid by themselves; the job comes right after the payment. */
export function settleByIntent(work: Work, invoice: Stripe.Invoice): void {
  const intent = intentOf(work, invoice.id)
  const paid = intent && work.get(paymentIntents, intent.id)?.status === 'succeeded'
  if (paid || invoice.status === 'open') settlePaid(work, invoice)
}
