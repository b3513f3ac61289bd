import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { pageUrl } from '#server/sandbox/pages/page-url.ts'
import {
  buildPaymentIntent,
  paymentIntents,
} from '#server/sandbox/resources/payment-intents/payment-intent.ts'
import { products } from '#server/sandbox/resources/products/product.ts'
import { dayName } from '#server/sandbox/resources/subscriptions/period.ts'
import { applyBalance } from './apply-balance.ts'
import { invoices, subscriptionOf } from './invoice.ts'
import { nextInvoiceNumber } from './invoice-number.ts'
import { buildInvoicePayment, invoicePayments } from './invoice-payment.ts'
import { settleInvoice } from './settle-invoice.ts'

/** What the payment is for, as a person would say it: `Filter Club, 24 Nov to 24 Dec`. */
function purposeOf(work: Work, { lines, description, number }: Stripe.Invoice): string {
  const [line] = lines.data
  const product = work.get(products, line?.pricing?.price_details?.product ?? '')
  if (line?.parent?.type === 'subscription_item_details' && product) {
    return `${product.name}, ${dayName(line.period.start)} to ${dayName(line.period.end)}`
  }
  return description ?? line?.description ?? `Invoice ${number}`
}

/** The intent by which a finalized invoice is paid, open until somebody does. */
function openPayment(work: Work, invoice: Stripe.Invoice): void {
  const intent = work.create(
    paymentIntents,
    buildPaymentIntent(work, {
      amount: invoice.amount_due,
      currency: invoice.currency,
      customer: idOf(invoice.customer),
      description: purposeOf(work, invoice),
      ...(subscriptionOf(invoice) === null ? {} : { setup_future_usage: 'off_session' as const }),
    }),
    'payment_intent.created',
  )
  work.put(
    invoicePayments,
    buildInvoicePayment(work, {
      invoice: invoice.id,
      amount_requested: invoice.amount_due,
      currency: invoice.currency,
      payment: { type: 'payment_intent', payment_intent: intent.id },
    }),
  )
}

const daySeconds = 24 * 60 * 60

/** A sent invoice is overdue when its day has passed. */
function scheduleOverdue(work: Work, { id, due_date: due }: Stripe.Invoice): void {
  if (due !== null) work.later(Math.max(0, due - work.now) * 1000, 'invoice.overdue', id)
}

/**
 * Makes a draft final: it gets its number and can be paid. One with nothing to pay is paid at once.
 * @throws {ApiFailure} 400 when it is no draft.
 */
export function finalizeInvoice(work: Work, draft: Stripe.Invoice, daysUntilDue = 30): Stripe.Invoice {
  if (draft.status !== 'draft') {
    throw invalid("This invoice is already finalized, you can't re-finalize a non-draft invoice.")
  }
  const sent = draft.collection_method === 'send_invoice'
  const open = work.update(
    invoices,
    draft,
    {
      ...applyBalance(work, draft),
      status: 'open',
      number: draft.number ?? nextInvoiceNumber(work),
      effective_at: draft.effective_at ?? work.now,
      automatically_finalizes_at: null,
      hosted_invoice_url: pageUrl(work, `/invoices/${draft.id}`),
      due_date: draft.due_date ?? (sent ? work.now + daysUntilDue * daySeconds : null),
      status_transitions: { ...draft.status_transitions, finalized_at: work.now },
    },
    'invoice.updated',
  )
  work.emit('invoice.finalized', open)
  if (open.amount_due === 0) return settleInvoice(work, open)
  openPayment(work, open)
  if (sent) scheduleOverdue(work, open)
  return open
}
