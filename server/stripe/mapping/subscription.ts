import type Stripe from 'stripe'
import type { Subscription } from '#shared/domain/subscription.ts'
import { customerRefOf } from './customer.ts'
import { idOf, msOf, msOrNull } from './stripe-object.ts'

/** Product id -> name: a list cannot expand as deep as the product. */
export type ProductNames = ReadonlyMap<string, string>

const running = new Set<string>(['active', 'trialing'])

/** Stripe's status, with its two quiet flags told as states of their own; an unknown status passes through. */
export function subscriptionStateOf(subscription: Stripe.Subscription): string {
  const { status, cancel_at, cancel_at_period_end, pause_collection } = subscription
  if (!running.has(status)) return status
  if (cancel_at_period_end || cancel_at !== null) return 'canceling'
  return pause_collection ? 'collection_paused' : status
}

export function subscriptionOf(subscription: Stripe.Subscription, names: ProductNames): Subscription {
  const items = subscription.items.data.map(item => itemOf(item, names))
  const ends = subscription.items.data.map(item => item.current_period_end)
  const periodEnd = ends.length > 0 ? Math.min(...ends) : null
  return {
    id: subscription.id,
    state: subscriptionStateOf(subscription),
    customer: customerRefOf(subscription.customer),
    items,
    currency: subscription.currency,
    amount: amountOf(items),
    currentPeriodEnd: msOrNull(periodEnd),
    cancelAt: msOrNull(subscription.cancel_at ?? (subscription.cancel_at_period_end ? periodEnd : null)),
    canceledAt: msOrNull(subscription.canceled_at),
    endedAt: msOrNull(subscription.ended_at),
    trialEnd: msOrNull(subscription.trial_end),
    latestInvoiceId: idOf(subscription.latest_invoice),
    createdAt: msOf(subscription.created),
  }
}

export const productIdsOf = (subscription: Stripe.Subscription): string[] =>
  subscription.items.data.flatMap(item => idOf(item.price.product) ?? [])

function itemOf(item: Stripe.SubscriptionItem, names: ProductNames): Subscription['items'][number] {
  const { price } = item
  const quantity = item.quantity ?? null
  // Tiers and packages have no price of one: what they come to is known only to Stripe.
  const unit = price.billing_scheme === 'per_unit' && !price.transform_quantity ? price.unit_amount : null
  return {
    name: names.get(idOf(price.product) ?? '') ?? price.nickname ?? price.id,
    quantity,
    amount: unit === null || quantity === null ? null : unit * quantity,
    currency: price.currency,
    interval: price.recurring?.interval ?? null,
    intervalCount: price.recurring?.interval_count ?? null,
  }
}

/** One sum only where every item is billed at the same pace and its amount is known. */
function amountOf(items: Subscription['items']): number | null {
  const [first] = items
  if (!first) return null
  let sum = 0
  for (const { amount, interval, intervalCount } of items) {
    if (amount === null || interval !== first.interval || intervalCount !== first.intervalCount) return null
    sum += amount
  }
  return sum
}
