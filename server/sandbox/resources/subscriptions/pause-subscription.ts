import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import type { Parsed } from '#server/sandbox/core/params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { billNow } from './bill-pending.ts'
import { creditUnused } from './proration.ts'
import { subscriptions } from './subscription.ts'
import type { pauseParams } from './subscription-params.ts'
import { putOnHold } from './trial.ts'

/**
 * Puts a running subscription on hold: nothing is billed until it is resumed, and unused time is given back unless
 * told otherwise.
 * @throws {ApiFailure} 400 for one that is neither active nor in its trial.
 */
export function pauseSubscription(
  work: Work,
  { bill_for: bills, invoicing_behavior: behavior }: Parsed<typeof pauseParams>,
  id: string,
): Stripe.Subscription {
  const subscription = work.need(subscriptions, id)
  const { status } = subscription
  if (status !== 'active' && status !== 'trialing') {
    throw invalid(
      `You can only pause a subscription that is active or trialing. This subscription's status is ${status}.`,
    )
  }
  const from = bills?.unused_time_from?.type ?? 'now'
  const items = subscription.items.data
  if (from === 'now' && status === 'active') creditUnused(work, subscription, items, work.now)
  if (from === 'item_current_period_start' && status === 'active')
    for (const item of items) creditUnused(work, subscription, [item], item.current_period_start)
  const paused = putOnHold(work, subscription, 'pause_requested')
  if (behavior === 'invoice') billNow(work, paused, {})
  return work.need(subscriptions, id)
}
