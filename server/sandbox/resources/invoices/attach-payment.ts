import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import { type Parsed, type ShapeOf, string } from '#server/sandbox/core/params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { paymentIntents } from '#server/sandbox/resources/payment-intents/payment-intent.ts'
import { invoices } from './invoice.ts'
import { buildInvoicePayment, invoicePayments } from './invoice-payment.ts'
import { settlePaid } from './settle-invoice.ts'

export const attachParams = { payment_intent: string() } satisfies ShapeOf<Stripe.InvoiceAttachPaymentParams>

/** @throws {ApiFailure} 400 for an intent that cannot pay this invoice. */
function checkIntent(work: Work, intent: Stripe.PaymentIntent, invoice: Stripe.Invoice): void {
  const param = 'payment_intent'
  if (intent.currency !== invoice.currency)
    throw invalid(`The PaymentIntent is in ${intent.currency}, the invoice in ${invoice.currency}.`, {
      param,
    })
  if (idOf(intent.customer) !== idOf(invoice.customer))
    throw invalid("The PaymentIntent's customer is not the invoice's customer.", { param })
  if (intent.status === 'canceled') throw invalid('You cannot attach a canceled PaymentIntent.', { param })
  if (work.by(invoicePayments, 'payment_intent', intent.id).some(({ status }) => status !== 'canceled'))
    throw invalid('This PaymentIntent is already attached to an invoice.', { param })
}

/**
 * Lets a payment intent made elsewhere pay an open invoice, in part or whole, now or when it succeeds.
 * @throws {ApiFailure} 400 unless the invoice is open and the intent fits it.
 */
export function attachPayment(work: Work, params: Parsed<typeof attachParams>, id: string): Stripe.Invoice {
  const invoice = work.need(invoices, id, 'invoice')
  if (params.payment_intent === undefined) {
    throw invalid('Missing required param: payment_intent.', {
      code: 'parameter_missing',
      param: 'payment_intent',
    })
  }
  if (invoice.status !== 'open')
    throw invalid(
      `You can only attach payments to open invoices. This invoice's status is ${invoice.status}.`,
    )
  const intent = work.need(paymentIntents, params.payment_intent, 'payment_intent', 400)
  checkIntent(work, intent, invoice)
  const payment = buildInvoicePayment(work, {
    invoice: id,
    amount_requested: Math.min(intent.amount, invoice.amount_remaining),
    currency: invoice.currency,
    payment: { type: 'payment_intent', payment_intent: intent.id },
  })
  work.put(invoicePayments, { ...payment, is_default: false })
  return settlePaid(work, invoice)
}
