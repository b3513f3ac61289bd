import type Stripe from 'stripe'
import { defineKind, idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'

/** Which payment intent pays which invoice. */
export const invoicePayments = defineKind<Stripe.InvoicePayment>({
  name: 'invoice_payment',
  prefix: 'inpay',
  indexes: {
    invoice: payment => idOf(payment.invoice),
    payment_intent: payment => idOf(payment.payment.payment_intent),
    status: payment => payment.status,
  },
  expandable: ['invoice', 'payment.charge', 'payment.payment_intent'],
})

type Given = Pick<Stripe.InvoicePayment, 'invoice' | 'amount_requested' | 'currency' | 'payment'>

/** The invoice's default payment, still open; it is not written yet. */
export const buildInvoicePayment = (work: Work, given: Given): Stripe.InvoicePayment => ({
  id: work.id('inpay'),
  object: 'invoice_payment',
  amount_paid: null,
  created: work.now,
  is_default: true,
  livemode: false,
  status: 'open',
  status_transitions: { canceled_at: null, paid_at: null },
  ...given,
})
