import type Stripe from 'stripe'
import type { Work } from '#server/sandbox/core/work.ts'
import { billNow } from './bill-pending.ts'
import { linesOf } from './bill-subscription.ts'
import { sameCadence } from './next-items.ts'
import { keepPending } from './pending-update.ts'
import { periodEnd } from './period.ts'
import { chargeRest, creditUnused } from './proration.ts'
import { scheduleRenewal } from './renewal-schedule.ts'
import { itemsList, subscriptions } from './subscription.ts'
import type { UpdateParams } from './subscription-params.ts'
import { scheduleTrialEnd } from './trial.ts'

type Item = Stripe.SubscriptionItem
const monthly = { interval: 'month' as const, interval_count: 1 }

const same = (a: Item, b: Item): boolean =>
  a.id === b.id && a.price.id === b.price.id && a.quantity === b.quantity

/** The items with periods that all begin at `now`, in whole seconds. */
const restarted = (items: readonly Item[], now: number): Item[] =>
  items.map(item => ({
    ...item,
    current_period_start: now,
    current_period_end: periodEnd(now, item.price.recurring ?? monthly),
  }))

interface Plan {
  /** The subscription as it will be. */
  readonly next: Stripe.Subscription
  /** Items whose full new period is billed at once. */
  readonly begun: readonly Item[]
}

/** What the change makes of the subscription's periods: they go on, begin anew, or wait for a trial's end. */
function planOf(
  work: Work,
  before: Stripe.Subscription,
  change: Partial<Stripe.Subscription>,
  { billing_cycle_anchor: anchor, trial_end: trial }: UpdateParams,
): Plan {
  const next = { ...before, ...change }
  const { data } = next.items
  if (trial === 'now' && before.status === 'trialing') {
    const begun = restarted(data, work.now)
    const items = itemsList(next.id, begun)
    return {
      next: { ...next, items, status: 'active', trial_end: work.now, billing_cycle_anchor: work.now },
      begun,
    }
  }
  if (typeof trial === 'number') {
    const waiting = data.map(item => ({ ...item, current_period_end: trial }))
    const items = itemsList(next.id, waiting)
    const trial_start = before.trial_start ?? work.now
    const status = 'trialing' as const
    return {
      next: { ...next, items, status, trial_start, trial_end: trial, billing_cycle_anchor: trial },
      begun: [],
    }
  }
  if (anchor?.type === 'now' && before.status !== 'trialing') {
    const begun = restarted(data, work.now)
    return { next: { ...next, items: itemsList(next.id, begun), billing_cycle_anchor: work.now }, begun }
  }
  const begun = data.filter(item => {
    const known = before.items.data.find(other => other.id === item.id)
    return known !== undefined && before.status !== 'trialing' && !sameCadence(known.price, item.price)
  })
  return {
    next:
      begun.length === data.length && begun.length > 0 ? { ...next, billing_cycle_anchor: work.now } : next,
    begun,
  }
}

/** Credits what is given up and charges what is new, as the behaviour says. */
function prorateTo(work: Work, before: Stripe.Subscription, { next, begun }: Plan, at: number): void {
  const isBegun = (item: Item) => begun.some(other => other.id === item.id)
  const gone = before.items.data.filter(
    item => next.status === 'trialing' || isBegun(item) || !next.items.data.some(other => same(item, other)),
  )
  creditUnused(work, before, gone, at)
  if (next.status === 'trialing') return
  const fresh = next.items.data.filter(
    item => !isBegun(item) && !before.items.data.some(other => same(item, other)),
  )
  chargeRest(work, next, fresh, at)
}

function differs(before: Stripe.Subscription, { next }: Plan): boolean {
  const [a, b] = [before.items.data, next.items.data]
  const kept = a.length === b.length && a.every(item => b.some(other => same(item, other)))
  return !kept || before.billing_cycle_anchor !== next.billing_cycle_anchor
}

/**
 * Applies a change with what it costs: prorations wait for the next invoice or are billed at once, and under
 * `pending_if_incomplete` the change waits until they are paid.
 */
export function changeBilling(
  work: Work,
  before: Stripe.Subscription,
  change: Partial<Stripe.Subscription>,
  params: UpdateParams,
): Stripe.Subscription {
  const { proration_behavior: behavior = 'create_prorations', proration_date: at = work.now } = params
  const plan = planOf(work, before, change, params)
  const prorates = behavior !== 'none' && before.status !== 'trialing' && before.status !== 'paused'
  if (prorates && differs(before, plan)) prorateTo(work, before, plan, at)
  const bills = plan.begun.length > 0 || (behavior === 'always_invoice' && differs(before, plan))
  const lines = linesOf(work, plan.next, { items: plan.begun })
  if (bills && params.payment_behavior === 'pending_if_incomplete') {
    const invoice = billNow(work, before, { ...params, lines })
    if (invoice && invoice.status !== 'paid') return keepPending(work, before, plan.next, invoice)
  }
  const current = work.need(subscriptions, before.id)
  const { latest_invoice } = current
  const updated = work.update(
    subscriptions,
    current,
    { ...plan.next, latest_invoice },
    'customer.subscription.updated',
  )
  if (
    before.items.data.some(
      item => !updated.items.data.some(other => other.current_period_end === item.current_period_end),
    )
  )
    scheduleRenewal(work, updated)
  if (updated.trial_end !== before.trial_end) scheduleTrialEnd(work, updated)
  if (bills && params.payment_behavior !== 'pending_if_incomplete')
    billNow(work, updated, { ...params, lines })
  return work.need(subscriptions, before.id)
}
