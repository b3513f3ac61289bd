import type Stripe from 'stripe'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { cancel } from '#server/sandbox/resources/payment-intents/cancel.ts'
import { paymentIntents } from '#server/sandbox/resources/payment-intents/payment-intent.ts'
import { mendSubscription } from '#server/sandbox/resources/subscriptions/mend-subscription.ts'
import { invoices } from './invoice.ts'
import { invoicePayments } from './invoice-payment.ts'

/** Closes a payment that is not needed any more; its intent can take no money after that. */
export function cancelPayment(work: Work, payment: Stripe.InvoicePayment): void {
  const intent = work.get(paymentIntents, idOf(payment.payment.payment_intent) ?? '')
  if (
    intent &&
    intent.status !== 'canceled' &&
    intent.status !== 'succeeded' &&
    intent.status !== 'processing'
  )
    cancel(work, intent, 'void_invoice')
  const at = { ...payment.status_transitions, canceled_at: work.now }
  work.put(invoicePayments, { ...payment, status: 'canceled', status_transitions: at })
}

/** Notes payments whose intents took their money, and answers how much is paid in all. */
function bookPayments(work: Work, invoice: Stripe.Invoice): number {
  let sum = 0
  for (const payment of work.by(invoicePayments, 'invoice', invoice.id)) {
    if (payment.status === 'paid') sum += payment.amount_paid ?? 0
    const intent = work.get(paymentIntents, idOf(payment.payment.payment_intent) ?? '')
    if (payment.status !== 'open' || intent?.status !== 'succeeded') continue
    const amount_paid = Math.min(payment.amount_requested, intent.amount_received)
    const paid = work.put(invoicePayments, {
      ...payment,
      status: 'paid',
      amount_paid,
      status_transitions: { ...payment.status_transitions, paid_at: work.now },
    })
    work.emit('invoice_payment.paid', paid)
    sum += amount_paid
  }
  return sum
}

/** The invoice is paid: by its payments, with nothing to pay, or outside Stripe. */
export function settleInvoice(
  work: Work,
  invoice: Stripe.Invoice,
  { outOfBand = false } = {},
): Stripe.Invoice {
  if (invoice.status === 'paid') return invoice
  bookPayments(work, invoice)
  for (const payment of work.by(invoicePayments, 'invoice', invoice.id))
    if (payment.status === 'open') cancelPayment(work, payment)
  const attempted = !outOfBand
  const counts = attempted && invoice.amount_due > 0 && invoice.attempt_count === 0
  const paid = work.update(
    invoices,
    invoice,
    {
      status: 'paid',
      amount_paid: invoice.amount_due,
      amount_remaining: 0,
      attempted: invoice.attempted || attempted,
      attempt_count: invoice.attempt_count + (counts ? 1 : 0),
      auto_advance: false,
      next_payment_attempt: null,
      status_transitions: { ...invoice.status_transitions, paid_at: work.now },
    },
    'invoice.updated',
  )
  work.emit('invoice.paid', paid)
  if (!outOfBand) work.emit('invoice.payment_succeeded', paid)
  mendSubscription(work, paid)
  return work.need(invoices, paid.id)
}

/** What was paid so far is noted; the invoice is paid when nothing remains. */
export function settlePaid(work: Work, invoice: Stripe.Invoice): Stripe.Invoice {
  if (invoice.status !== 'open' && invoice.status !== 'uncollectible') return invoice
  const amount_paid = bookPayments(work, invoice)
  if (amount_paid >= invoice.amount_due) return settleInvoice(work, invoice)
  const amount_remaining = invoice.amount_due - amount_paid
  return work.update(invoices, invoice, { amount_paid, amount_remaining }, 'invoice.updated')
}
