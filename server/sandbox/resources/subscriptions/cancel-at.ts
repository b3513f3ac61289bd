import type Stripe from 'stripe'
import type { Work } from '#server/sandbox/core/work.ts'
import type { UpdateParams } from './subscription-params.ts'

/** A moment to cancel at, in whole seconds, where a word may stand for one; `null` takes it back. */
export function cancelAtAsked(
  { items }: Stripe.Subscription,
  asked: UpdateParams['cancel_at'],
): number | null | undefined {
  const ends = items.data.map(item => item.current_period_end)
  if (asked === 'min_period_end') return Math.min(...ends)
  if (asked === 'max_period_end') return Math.max(...ends)
  return asked
}

/** Asks for the end at its time. */
export function scheduleCancel(work: Work, subscription: Stripe.Subscription): Stripe.Subscription {
  const { cancel_at: at, id } = subscription
  if (at !== null) work.later(Math.max(0, at - work.now) * 1000, 'subscription.cancel', id)
  return subscription
}
