import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { subscriptions } from '#server/sandbox/resources/subscriptions/subscription.ts'
import { returnBalance } from './apply-balance.ts'
import { invoices, subscriptionOf } from './invoice.ts'
import { invoicePayments } from './invoice-payment.ts'
import { cancelPayment } from './settle-invoice.ts'

/** A subscription whose first invoice is void never began. */
function neverBegan(work: Work, invoice: Stripe.Invoice): void {
  const subscription = work.get(subscriptions, subscriptionOf(invoice) ?? '')
  if (subscription?.status !== 'incomplete' || subscription.latest_invoice !== invoice.id) return
  const change = { status: 'incomplete_expired' as const, ended_at: work.now }
  work.update(subscriptions, subscription, change, 'customer.subscription.updated')
}

/** @throws {ApiFailure} 400 for one that is a draft, paid or void. */
export function voidInvoice(work: Work, invoice: Stripe.Invoice): Stripe.Invoice {
  if (invoice.status !== 'open' && invoice.status !== 'uncollectible') {
    throw invalid(
      `You can only pass in open invoices or uncollectible invoices. This invoice's status is ${invoice.status}.`,
    )
  }
  for (const payment of work.by(invoicePayments, 'invoice', invoice.id))
    if (payment.status === 'open') cancelPayment(work, payment)
  returnBalance(work, invoice)
  const voided = work.update(
    invoices,
    invoice,
    {
      status: 'void',
      auto_advance: false,
      next_payment_attempt: null,
      status_transitions: { ...invoice.status_transitions, voided_at: work.now },
    },
    'invoice.updated',
  )
  work.emit('invoice.voided', voided)
  neverBegan(work, voided)
  return voided
}

/** Written off; it can still be paid. @throws {ApiFailure} 400 for one that is not open. */
export function markUncollectible(work: Work, invoice: Stripe.Invoice): Stripe.Invoice {
  if (invoice.status !== 'open') {
    throw invalid(`You can only pass in open invoices. This invoice's status is ${invoice.status}.`)
  }
  const written = work.update(
    invoices,
    invoice,
    {
      status: 'uncollectible',
      auto_advance: false,
      next_payment_attempt: null,
      status_transitions: { ...invoice.status_transitions, marked_uncollectible_at: work.now },
    },
    'invoice.updated',
  )
  work.emit('invoice.marked_uncollectible', written)
  return written
}
