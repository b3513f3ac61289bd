import type Stripe from 'stripe'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { buildInvoice, invoices } from '#server/sandbox/resources/invoices/invoice.ts'
import { takePendingLines, tieItems } from '#server/sandbox/resources/invoices/invoice-item.ts'
import { advanceInvoice } from './bill-subscription.ts'
import { subscriptions } from './subscription.ts'

/** Bills at once what waits for the next invoice, as `always_invoice` asks. */
export function billPending(work: Work, subscription: Stripe.Subscription): void {
  const customer = idOf(subscription.customer) ?? ''
  const lines = takePendingLines(work, customer, subscription.currency)
  if (lines.length === 0) return
  const draft = work.create(
    invoices,
    buildInvoice(work, {
      currency: subscription.currency,
      customer,
      lines,
      auto_advance: true,
      billing_reason: 'subscription_update',
      collection_method: subscription.collection_method,
      parent: {
        quote_details: null,
        subscription_details: { metadata: subscription.metadata, subscription: subscription.id },
        type: 'subscription_details',
      },
    }),
    'invoice.created',
  )
  tieItems(work, draft)
  work.put(subscriptions, { ...subscription, latest_invoice: draft.id })
  advanceInvoice(work, draft)
}
