import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import type { Parsed } from '#server/sandbox/core/params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { paymentMethods } from '#server/sandbox/resources/payment-methods/payment-method.ts'
import { collectInvoice } from './collect-invoice.ts'
import { finalizeInvoice } from './finalize-invoice.ts'
import { invoices } from './invoice.ts'
import type { payParams } from './invoice-params.ts'
import { settleInvoice } from './settle-invoice.ts'

/**
 * Pays an invoice now; a draft is finalized first.
 * @throws {ApiFailure} 402 for a decline; 400 for one that is paid or void, or has nothing to be paid with.
 */
export function payInvoice(work: Work, params: Parsed<typeof payParams>, id: string): Stripe.Invoice {
  const given = work.need(invoices, id, 'invoice')
  const { payment_method: method, paid_out_of_band: outOfBand, off_session: offSession } = params
  if (outOfBand && method !== undefined) {
    throw invalid('You may only specify one of these parameters: paid_out_of_band, payment_method.')
  }
  if (method !== undefined) work.need(paymentMethods, method, 'payment_method', 400)
  const invoice = given.status === 'draft' ? finalizeInvoice(work, given) : given
  if (invoice.status === 'paid' && given.status === 'draft') return invoice
  if (!outOfBand)
    return collectInvoice(work, invoice, { method, ...(offSession === false && { offSession }) })
  if (invoice.status === 'paid') throw invalid('Invoice is already paid')
  if (invoice.status === 'void') throw invalid('This invoice is void and cannot be paid.')
  return settleInvoice(work, invoice, { outOfBand: true })
}

/** @throws {ApiFailure} 400 for one that is charged automatically, or no longer open. */
export function sendInvoice(work: Work, id: string): Stripe.Invoice {
  const given = work.need(invoices, id, 'invoice')
  if (given.collection_method !== 'send_invoice') {
    throw invalid('You can only manually send an invoice if its collection method is `send_invoice`.')
  }
  const invoice = given.status === 'draft' ? finalizeInvoice(work, given) : given
  if (invoice.status !== 'open')
    throw invalid(`You can only send open invoices. This invoice's status is ${invoice.status}.`)
  work.emit('invoice.sent', invoice)
  return invoice
}

const soonSeconds = 60 * 60

/** Finalizes by hand; one that advances by itself is collected about an hour later. */
export function finalizeByHand(
  work: Work,
  { auto_advance: advances }: { readonly auto_advance?: boolean },
  id: string,
): Stripe.Invoice {
  const draft = work.need(invoices, id, 'invoice')
  const open = finalizeInvoice(work, advances === undefined ? draft : { ...draft, auto_advance: advances })
  const collects = open.status === 'open' && open.collection_method === 'charge_automatically'
  if (!open.auto_advance || !collects) return open
  work.later(soonSeconds * 1000, 'invoice.retry', id)
  return work.put(invoices, { ...open, next_payment_attempt: work.now + soonSeconds })
}
