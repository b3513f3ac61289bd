import type Stripe from 'stripe'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { invoices } from '#server/sandbox/resources/invoices/invoice.ts'
import { invoicePayments } from '#server/sandbox/resources/invoices/invoice-payment.ts'
import { settleInvoice } from '#server/sandbox/resources/invoices/settle-invoice.ts'
import { paymentIntents } from '#server/sandbox/resources/payment-intents/payment-intent.ts'

/** The open payment asks for what remains. */
function reduceIntent(work: Work, { id, amount_remaining: amount }: Stripe.Invoice): void {
  const payment = work.by(invoicePayments, 'invoice', id).find(one => one.is_default && one.status === 'open')
  const intent = work.get(paymentIntents, idOf(payment?.payment.payment_intent) ?? '')
  if (!payment || !intent || intent.status === 'succeeded') return
  work.put(invoicePayments, { ...payment, amount_requested: amount })
  work.put(paymentIntents, { ...intent, amount })
}

/**
 * Moves what an invoice says was credited, before and after it was paid; with nothing left to pay it is paid.
 * Less than nothing takes a credit back.
 */
export function shiftDue(
  work: Work,
  invoice: Stripe.Invoice,
  { before, after }: { readonly before: number; readonly after: number },
): void {
  const shifted = work.update(
    invoices,
    work.need(invoices, invoice.id),
    {
      amount_due: invoice.amount_due - before,
      amount_remaining: invoice.amount_remaining - before,
      pre_payment_credit_notes_amount: invoice.pre_payment_credit_notes_amount + before,
      post_payment_credit_notes_amount: invoice.post_payment_credit_notes_amount + after,
    },
    'invoice.updated',
  )
  if (before === 0) return
  if (shifted.amount_remaining > 0) reduceIntent(work, shifted)
  else if (shifted.status === 'open') settleInvoice(work, shifted)
}
