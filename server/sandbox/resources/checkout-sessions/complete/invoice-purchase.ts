import type Stripe from 'stripe'
import { mergeMetadata } from '#server/sandbox/core/metadata.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import {
  type CheckoutPlan,
  checkoutSessions,
  type Session,
} from '#server/sandbox/resources/checkout-sessions/checkout-session.ts'
import { buildInvoice, invoices } from '#server/sandbox/resources/invoices/invoice.ts'
import { buildLine } from '#server/sandbox/resources/invoices/invoice-line.ts'
import { nextInvoiceNumber } from '#server/sandbox/resources/invoices/invoice-number.ts'
import { buildInvoicePayment, invoicePayments } from '#server/sandbox/resources/invoices/invoice-payment.ts'
import { settleInvoice } from '#server/sandbox/resources/invoices/settle-invoice.ts'

function lineOf(work: Work, item: Stripe.LineItem): Stripe.InvoiceLineItem {
  return buildLine(work, {
    amount: item.amount_subtotal,
    currency: item.currency,
    description: item.description,
    quantity: item.quantity ?? 1,
    period: { start: work.now, end: work.now },
    ...(item.price ? { price: item.price } : {}),
    parent: null,
    metadata: item.metadata,
  })
}

function shippingLine(work: Work, { shipping_cost: cost, currency }: Session): Stripe.InvoiceLineItem[] {
  if (!cost || cost.amount_total === 0) return []
  const line = {
    amount: cost.amount_total,
    currency: currency ?? '',
    description: 'Shipping',
    quantity: 1,
    period: { start: work.now, end: work.now },
    parent: null,
  }
  return [buildLine(work, line)]
}

/** The paid invoice of a purchase whose session was asked for one; its payment is the session's own. */
export function invoicePurchase(work: Work, session: Session, plan: CheckoutPlan): Session {
  const { invoice: data = {}, made, items } = plan
  const total = session.amount_total ?? 0
  const draft = work.create(
    invoices,
    buildInvoice(work, {
      currency: session.currency ?? '',
      customer: made.customer ?? String(session.customer),
      lines: [...items.map(item => lineOf(work, item)), ...shippingLine(work, session)],
      amount_due: total,
      amount_remaining: total,
      total,
      total_excluding_tax: total,
      custom_fields: data.custom_fields ? [...data.custom_fields] : null,
      description: data.description ?? null,
      footer: data.footer ?? null,
      metadata: mergeMetadata({}, data.metadata),
    }),
    'invoice.created',
  )
  const slug = draft.id.slice(3)
  const open = work.update(
    invoices,
    draft,
    {
      status: 'open',
      number: nextInvoiceNumber(work),
      effective_at: work.now,
      ending_balance: 0,
      hosted_invoice_url: `https://invoice.stripe.com/i/${slug}`,
      invoice_pdf: `https://pay.stripe.com/invoice/${slug}/pdf`,
      status_transitions: { ...draft.status_transitions, finalized_at: work.now },
    },
    'invoice.updated',
  )
  work.emit('invoice.finalized', open)
  if (made.paymentIntent !== undefined) {
    const payment = { type: 'payment_intent' as const, payment_intent: made.paymentIntent }
    const given = { invoice: draft.id, amount_requested: total, currency: draft.currency, payment }
    work.put(invoicePayments, buildInvoicePayment(work, given))
  }
  settleInvoice(work, open)
  return work.put(checkoutSessions, { ...session, invoice: draft.id })
}
