import type Stripe from 'stripe'
import { invalid, missing } from '#server/sandbox/core/api-failure.ts'
import { mergeMetadata } from '#server/sandbox/core/metadata.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { paymentMethods } from '#server/sandbox/resources/payment-methods/payment-method.ts'
import { planOf } from '#server/sandbox/resources/prices/price.ts'
import { billPending } from './bill-pending.ts'
import { recurringPrice } from './create-subscription.ts'
import { periodEnd } from './period.ts'
import { prorateChange } from './proration.ts'
import { buildItem, ended, endOfPeriod, itemsList, subscriptions } from './subscription.ts'
import type { ItemChange, UpdateParams } from './subscription-params.ts'

const editableWhenEnded: ReadonlySet<string> = new Set(['metadata', 'cancellation_details'])

/** @throws {ApiFailure} 400 when an ended subscription would be changed beyond its notes. */
function checkEditable(subscription: Stripe.Subscription, params: UpdateParams): void {
  const forbidden = Object.keys(params).some(key => !editableWhenEnded.has(key))
  if (!ended.has(subscription.status) || !forbidden) return
  throw invalid('A canceled subscription can only update its cancellation_details and metadata.', {
    code: 'invalid_canceled_subscription_fields',
  })
}

function changeItem(
  work: Work,
  item: Stripe.SubscriptionItem,
  change: ItemChange,
  at: number,
): Stripe.SubscriptionItem {
  const price =
    change.price === undefined ? item.price : recurringPrice(work, change.price, `items[${at}][price]`)
  return {
    ...item,
    price,
    plan: planOf(price),
    quantity: change.quantity ?? item.quantity ?? 1,
    metadata: mergeMetadata(item.metadata, change.metadata),
  }
}

function addItem(
  work: Work,
  { id, items }: Stripe.Subscription,
  change: ItemChange,
  at: number,
): Stripe.SubscriptionItem {
  const param = `items[${at}][price]`
  if (change.price === undefined)
    throw invalid(`Missing required param: ${param}.`, { param, code: 'parameter_missing' })
  const price = recurringPrice(work, change.price, param)
  const [first] = items.data
  const cadence = price.recurring ?? { interval: 'month' as const, interval_count: 1 }
  return buildItem(work, {
    subscription: id,
    price,
    quantity: change.quantity ?? 1,
    start: first?.current_period_start ?? work.now,
    end: first?.current_period_end ?? periodEnd(work.now, cadence),
    metadata: mergeMetadata({}, change.metadata),
  })
}

/** The items after the changes: those named by `id` changed or deleted, the others added. */
function nextItems(work: Work, subscription: Stripe.Subscription, changes: readonly ItemChange[]) {
  let items = [...subscription.items.data]
  for (const [at, change] of changes.entries()) {
    if (change.id === undefined) {
      items.push(addItem(work, subscription, change, at))
      continue
    }
    const known = items.find(item => item.id === change.id)
    if (!known) throw missing('subscription_item', change.id, `items[${at}][id]`, 400)
    items = change.deleted
      ? items.filter(item => item !== known)
      : items.map(item => (item === known ? changeItem(work, item, change, at) : item))
  }
  if (items.length === 0) throw invalid('A subscription must have at least one active plan.')
  return items
}

/** `cancel_at_period_end` and `cancel_at` say the same in two ways. */
function cancellation(
  work: Work,
  subscription: Stripe.Subscription,
  params: UpdateParams,
): Partial<Stripe.Subscription> {
  const { cancel_at_period_end: atEnd, cancel_at: at, cancellation_details: given } = params
  const before = subscription.cancellation_details ?? {
    comment: null,
    feedback: null,
    feedback_option: null,
    reason: null,
  }
  const details = { ...before, ...given }
  if (atEnd === undefined && at === undefined) return given ? { cancellation_details: details } : {}
  const cancels = atEnd === true || (at !== undefined && at !== null)
  return {
    cancel_at_period_end: atEnd ?? false,
    cancel_at: atEnd === true ? endOfPeriod(subscription) : (at ?? null),
    canceled_at: cancels ? work.now : null,
    cancellation_details: { ...details, reason: cancels ? 'cancellation_requested' : null },
  }
}

function pauseOf({ pause_collection: pause }: UpdateParams): Partial<Stripe.Subscription> {
  if (pause === undefined) return {}
  return { pause_collection: pause && { behavior: pause.behavior, resumes_at: pause.resumes_at ?? null } }
}

function plainChanges(params: UpdateParams, { metadata }: Stripe.Subscription): Partial<Stripe.Subscription> {
  const { collection_method, days_until_due, default_payment_method: method, description } = params
  return {
    ...(collection_method === undefined ? {} : { collection_method }),
    ...(days_until_due === undefined ? {} : { days_until_due }),
    ...(method === undefined ? {} : { default_payment_method: method }),
    ...(description === undefined ? {} : { description }),
    ...(params.metadata === undefined ? {} : { metadata: mergeMetadata(metadata, params.metadata) }),
  }
}

/** A trial's end moves the period's end, or ends it now. */
function trialChange(work: Work, subscription: Stripe.Subscription, end: number | 'now' | undefined) {
  if (end === undefined) return {}
  const at = end === 'now' ? work.now : end
  const items = subscription.items.data.map(item => ({ ...item, current_period_end: at }))
  work.later(Math.max(0, at - work.now) * 1000, 'subscription.renew', subscription.id)
  return { trial_end: at, billing_cycle_anchor: at, items: itemsList(subscription.id, items) }
}

/**
 * Changes a subscription; items changed in mid-period are prorated, unless told otherwise.
 * @throws {ApiFailure} 400 for what cannot be changed.
 */
export function updateSubscription(work: Work, params: UpdateParams, id: string): Stripe.Subscription {
  const subscription = work.need(subscriptions, id)
  checkEditable(subscription, params)
  const { items: changes, proration_behavior: behavior = 'create_prorations' } = params
  if (params.default_payment_method) {
    work.need(paymentMethods, params.default_payment_method, 'default_payment_method', 400)
  }
  const items = changes && nextItems(work, subscription, changes)
  if (items && behavior !== 'none' && subscription.status !== 'trialing') {
    prorateChange(work, subscription, items, params.proration_date ?? work.now)
  }
  const cancels = cancellation(work, subscription, params)
  const updated = work.update(
    subscriptions,
    subscription,
    {
      ...plainChanges(params, subscription),
      ...(items ? { items: itemsList(id, items) } : {}),
      ...trialChange(work, subscription, params.trial_end),
      ...cancels,
      ...pauseOf(params),
    },
    'customer.subscription.updated',
  )
  if (updated.cancel_at !== null && cancels.cancel_at) {
    work.later(Math.max(0, updated.cancel_at - work.now) * 1000, 'subscription.cancel', id)
  }
  if (items && behavior === 'always_invoice') billPending(work, updated)
  return work.need(subscriptions, id)
}
