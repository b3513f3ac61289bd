import type Stripe from 'stripe'
import type { Work } from '#server/sandbox/core/work.ts'
import { subscriptions } from '#server/sandbox/resources/subscriptions/subscription.ts'
import { invoices, subscriptionOf } from './invoice.ts'
import { invoicePayments } from './invoice-payment.ts'

const mended: ReadonlySet<string> = new Set(['incomplete', 'past_due', 'unpaid'])

/** A subscription whose latest invoice is paid goes on. */
function mendSubscription(work: Work, invoice: Stripe.Invoice): void {
  const subscription = work.get(subscriptions, subscriptionOf(invoice) ?? '')
  if (!subscription || !mended.has(subscription.status) || subscription.latest_invoice !== invoice.id) return
  work.update(subscriptions, subscription, { status: 'active' }, 'customer.subscription.updated')
}

function closePayments(work: Work, invoice: Stripe.Invoice, outOfBand: boolean): void {
  for (const payment of work.by(invoicePayments, 'invoice', invoice.id)) {
    if (payment.status !== 'open') continue
    const { status_transitions: at } = payment
    if (outOfBand) {
      const canceled = { ...at, canceled_at: work.now }
      work.put(invoicePayments, { ...payment, status: 'canceled', status_transitions: canceled })
      continue
    }
    const paid = work.put(invoicePayments, {
      ...payment,
      status: 'paid',
      amount_paid: payment.amount_requested,
      status_transitions: { ...at, paid_at: work.now },
    })
    work.emit('invoice_payment.paid', paid)
  }
}

/** The invoice is paid: by its intent, with nothing to pay, or outside Stripe. */
export function settleInvoice(
  work: Work,
  invoice: Stripe.Invoice,
  { outOfBand = false } = {},
): Stripe.Invoice {
  if (invoice.status === 'paid') return invoice
  closePayments(work, invoice, outOfBand)
  const attempted = !outOfBand
  const paid = work.update(
    invoices,
    invoice,
    {
      status: 'paid',
      amount_paid: invoice.amount_due,
      amount_remaining: 0,
      attempted: invoice.attempted || attempted,
      attempt_count: invoice.attempt_count + (attempted && invoice.amount_due > 0 ? 1 : 0),
      auto_advance: false,
      next_payment_attempt: null,
      status_transitions: { ...invoice.status_transitions, paid_at: work.now },
    },
    'invoice.updated',
  )
  work.emit('invoice.paid', paid)
  if (!outOfBand) work.emit('invoice.payment_succeeded', paid)
  mendSubscription(work, paid)
  return paid
}
