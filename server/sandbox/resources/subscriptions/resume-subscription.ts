import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Parsed } from '#server/sandbox/core/params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { tryToCollect } from '#server/sandbox/resources/invoices/collect-invoice.ts'
import { finalizeInvoice } from '#server/sandbox/resources/invoices/finalize-invoice.ts'
import { invoices } from '#server/sandbox/resources/invoices/invoice.ts'
import { billNow } from './bill-pending.ts'
import { draftBill, linesOf } from './bill-subscription.ts'
import { goOn } from './go-on.ts'
import { periodEnd } from './period.ts'
import { chargeRest } from './proration.ts'
import { itemsList, subscriptions } from './subscription.ts'
import type { resumeParams } from './subscription-params.ts'

const monthly = { interval: 'month' as const, interval_count: 1 }

/** A new period from now on, billed at once. */
function beginAnew(work: Work, subscription: Stripe.Subscription): Stripe.Invoice {
  const items = subscription.items.data.map(item => ({
    ...item,
    current_period_start: work.now,
    current_period_end: periodEnd(work.now, item.price.recurring ?? monthly),
  }))
  const anew = work.put(subscriptions, {
    ...subscription,
    items: itemsList(subscription.id, items),
    billing_cycle_anchor: work.now,
    ...(subscription.trial_end !== null && subscription.trial_end > work.now ? { trial_end: work.now } : {}),
  })
  const lines = linesOf(work, { ...anew, status: 'active' })
  return draftBill(work, anew, 'subscription_update', { lines })
}

/** The periods go on where the calendar has them by now. */
function catchUp(work: Work, subscription: Stripe.Subscription): Stripe.Subscription {
  const { billing_cycle_anchor: anchor } = subscription
  const items = subscription.items.data.map(item => {
    const cadence = item.price.recurring ?? monthly
    let { current_period_start: start, current_period_end: end } = item
    while (end <= work.now) [start, end] = [end, periodEnd(end, cadence, 1, anchor)]
    return { ...item, current_period_start: start, current_period_end: end }
  })
  return work.put(subscriptions, { ...subscription, items: itemsList(subscription.id, items) })
}

/**
 * Resumes a subscription on hold, with a period from now on or in the one that the calendar has.
 * @throws {ApiFailure} 400 for one that is not paused.
 */
export function resumeSubscription(
  work: Work,
  params: Parsed<typeof resumeParams>,
  id: string,
): Stripe.Subscription {
  const subscription = work.need(subscriptions, id)
  if (subscription.status !== 'paused') {
    throw invalid(
      `You can only resume a subscription that is paused. This subscription's status is ${subscription.status}.`,
    )
  }
  const { billing_cycle_anchor: anchor, payment_behavior: paying = 'resume_on_payment_attempt' } = params
  if (anchor?.type === 'unchanged') {
    const moved = goOn(work, catchUp(work, subscription))
    const { proration_behavior: behavior = 'create_prorations', proration_date: at = work.now } = params
    if (behavior !== 'none') chargeRest(work, moved, moved.items.data, at)
    if (behavior === 'always_invoice') billNow(work, moved, {})
    return work.need(subscriptions, id)
  }
  const draft = beginAnew(work, subscription)
  if (paying === 'resume_on_payment_attempt') goOn(work, work.need(subscriptions, id))
  const open = finalizeInvoice(work, draft, subscription.days_until_due ?? undefined)
  if (open.status === 'open' && open.collection_method === 'charge_automatically') tryToCollect(work, open)
  const settled = work.need(invoices, draft.id)
  const current = work.need(subscriptions, id)
  if (settled.status === 'paid' && current.status === 'paused' && idOf(current.latest_invoice) === draft.id)
    goOn(work, current)
  return work.need(subscriptions, id)
}
