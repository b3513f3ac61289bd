import type Stripe from 'stripe'
import type { Work } from '#server/sandbox/core/work.ts'
import { scheduleRenewal } from './renewal-schedule.ts'
import { itemsList, subscriptions } from './subscription.ts'

/** A subscription on hold is active again, and says so. */
export function goOn(work: Work, subscription: Stripe.Subscription): Stripe.Subscription {
  const { status_details: _, ...rest } = subscription
  const active = work.put(subscriptions, { ...rest, status: 'active' })
  work.emit('customer.subscription.updated', active, { status: subscription.status })
  work.emit('customer.subscription.resumed', active)
  scheduleRenewal(work, active)
  return active
}

/** The invoice is paid: the change that waited for it holds. */
export function applyPending(work: Work, subscription: Stripe.Subscription): Stripe.Subscription {
  const { pending_update: pending, id } = subscription
  if (!pending) return subscription
  const applied = work.update(
    subscriptions,
    subscription,
    {
      pending_update: null,
      billing_cycle_anchor: pending.billing_cycle_anchor ?? subscription.billing_cycle_anchor,
      items: itemsList(id, pending.subscription_items ?? subscription.items.data),
    },
    'customer.subscription.updated',
  )
  work.emit('customer.subscription.pending_update_applied', applied)
  scheduleRenewal(work, applied)
  return applied
}
