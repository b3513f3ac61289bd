import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { cancel } from '#server/sandbox/resources/payment-intents/cancel.ts'
import { intentOf, invoices } from './invoice.ts'
import { invoicePayments } from './invoice-payment.ts'

/** The invoice will never be paid by its intent. */
function cancelPayment(work: Work, invoice: Stripe.Invoice): void {
  const intent = intentOf(work, invoice.id)
  if (intent && intent.status !== 'canceled' && intent.status !== 'succeeded') cancel(work, intent, undefined)
  for (const payment of work.by(invoicePayments, 'invoice', invoice.id)) {
    const at = { ...payment.status_transitions, canceled_at: work.now }
    work.put(invoicePayments, { ...payment, status: 'canceled', status_transitions: at })
  }
}

/** @throws {ApiFailure} 400 for one that is a draft, paid or void. */
export function voidInvoice(work: Work, invoice: Stripe.Invoice): Stripe.Invoice {
  if (invoice.status !== 'open' && invoice.status !== 'uncollectible') {
    throw invalid(
      `You can only pass in open invoices or uncollectible invoices. This invoice's status is ${invoice.status}.`,
    )
  }
  cancelPayment(work, invoice)
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
