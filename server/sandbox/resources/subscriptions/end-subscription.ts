import type Stripe from 'stripe'
import type { Work } from '#server/sandbox/core/work.ts'
import { voidInvoice } from '#server/sandbox/resources/invoices/close-invoice.ts'
import { invoices } from '#server/sandbox/resources/invoices/invoice.ts'
import { subscriptions } from './subscription.ts'

/** Ends a subscription now. */
export function endSubscription(
  work: Work,
  subscription: Stripe.Subscription,
  details: Partial<Stripe.Subscription.CancellationDetails> = {},
): Stripe.Subscription {
  const before = subscription.cancellation_details ?? { comment: null, feedback: null, feedback_option: null }
  const canceled = work.put(subscriptions, {
    ...subscription,
    status: 'canceled',
    canceled_at: subscription.canceled_at ?? work.now,
    ended_at: work.now,
    pause_collection: null,
    cancellation_details: { ...before, reason: 'cancellation_requested', ...details },
  })
  work.emit('customer.subscription.deleted', canceled)
  return canceled
}

/** The first payment was not made within 23 hours: the subscription never began. */
export function expireSubscription(work: Work, subscription: Stripe.Subscription): Stripe.Subscription {
  const first = work.get(
    invoices,
    typeof subscription.latest_invoice === 'string' ? subscription.latest_invoice : '',
  )
  if (first?.status === 'open') voidInvoice(work, first)
  return work.update(
    subscriptions,
    subscription,
    { status: 'incomplete_expired', ended_at: work.now },
    'customer.subscription.updated',
  )
}
