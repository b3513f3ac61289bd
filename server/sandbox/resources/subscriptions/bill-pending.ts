import type Stripe from 'stripe'
import { ApiFailure } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { collectInvoice } from '#server/sandbox/resources/invoices/collect-invoice.ts'
import { dun } from '#server/sandbox/resources/invoices/dunning.ts'
import { finalizeInvoice } from '#server/sandbox/resources/invoices/finalize-invoice.ts'
import { invoices } from '#server/sandbox/resources/invoices/invoice.ts'
import { invoiceItems } from '#server/sandbox/resources/invoices/invoice-item.ts'
import { draftBill } from './bill-subscription.ts'
import type { UpdateParams } from './subscription-params.ts'

type Behavior = UpdateParams['payment_behavior']

/**
 * Takes an invoice's money as the behaviour says: a decline leaves it open, or refuses all.
 * @throws {ApiFailure} 402 under `error_if_incomplete`, which undoes what was written.
 */
export function collectAs(
  work: Work,
  open: Stripe.Invoice,
  behavior: Behavior,
  offSession: boolean | undefined,
): Stripe.Invoice {
  try {
    const settled = collectInvoice(work, open, { automatic: true, offSession: offSession ?? false })
    if (settled.status === 'paid' || behavior !== 'error_if_incomplete') return settled
    throw new ApiFailure(402, {
      type: 'card_error',
      code: 'authentication_required',
      message: 'Payment for this subscription requires additional user action before it can be completed.',
    })
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error
    if (behavior !== 'error_if_incomplete') return work.need(invoices, open.id)
    const { payment_intent: _, charge: __, ...body } = error.body
    throw new ApiFailure(error.status, body)
  }
}

interface Billing {
  readonly payment_behavior?: Behavior
  readonly off_session?: boolean | undefined
  readonly lines?: Stripe.InvoiceLineItem[]
}

/** Bills at once what waits for the next invoice and these lines; `null` when there is nothing to bill. */
export function billNow(
  work: Work,
  subscription: Stripe.Subscription,
  { payment_behavior: behavior, off_session: offSession, lines = [] }: Billing,
): Stripe.Invoice | null {
  const waiting = work.by(invoiceItems, 'pending', idOf(subscription.customer) ?? '')
  if (waiting.length === 0 && lines.length === 0) return null
  const draft = draftBill(work, subscription, 'subscription_update', { lines })
  const open = finalizeInvoice(work, draft, subscription.days_until_due ?? undefined)
  if (open.status !== 'open') return open
  if (open.collection_method === 'send_invoice') {
    work.emit('invoice.sent', open)
    return open
  }
  if (behavior !== 'default_incomplete') return collectAs(work, open, behavior, offSession)
  dun(work, open, false)
  return open
}
