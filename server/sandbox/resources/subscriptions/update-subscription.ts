import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { discounts, idsOf } from '#server/sandbox/resources/discounts/discount.ts'
import { checkMethod } from '#server/sandbox/resources/invoices/create-invoice.ts'
import { createInvoiceItem } from '#server/sandbox/resources/invoices/create-invoice-item.ts'
import { scheduleCancel } from './cancel-at.ts'
import { changeBilling } from './change-billing.ts'
import { nextItems } from './next-items.ts'
import { cancellation, pauseOf, plainChanges } from './plain-changes.ts'
import { ended, itemsList, subscriptions } from './subscription.ts'
import type { UpdateParams } from './subscription-params.ts'
import { checkTrialEnd } from './trial.ts'

const editableWhenEnded: ReadonlySet<string> = new Set(['metadata', 'cancellation_details'])

/** @throws {ApiFailure} 400 for a change that the subscription's state does not allow. */
function checkEditable(work: Work, subscription: Stripe.Subscription, params: UpdateParams): void {
  const forbidden = Object.keys(params).some(key => !editableWhenEnded.has(key))
  if (ended.has(subscription.status) && forbidden) {
    throw invalid('A canceled subscription can only update its cancellation_details and metadata.', {
      code: 'invalid_canceled_subscription_fields',
    })
  }
  const { proration_date: at, trial_end: end, items } = params
  const [first] = subscription.items.data
  if (
    at !== undefined &&
    (at < (first?.current_period_start ?? 0) || at > (first?.current_period_end ?? at))
  ) {
    throw invalid('The proration date must be within the current billing period.', {
      param: 'proration_date',
    })
  }
  if (typeof end === 'number') checkTrialEnd(work, end)
  if (items && subscription.status === 'paused')
    throw invalid('You cannot update the items of a paused subscription. Resume it first.', {
      param: 'items',
    })
  checkMethod(work, params.default_payment_method, idOf(subscription.customer) ?? '')
}

/** What is bought once, on the next invoice. */
function addOnce(work: Work, { add_invoice_items: added }: UpdateParams, subscription: Stripe.Subscription) {
  const customer = idOf(subscription.customer) ?? ''
  for (const { price, price_data, ...rest } of added ?? []) {
    const cost = price === undefined ? { price_data } : { pricing: { price } }
    createInvoiceItem(work, { ...rest, ...cost, customer, subscription: subscription.id })
  }
}

/** Discounts that the subscription no longer has are over. */
function tellEnded(work: Work, before: Stripe.Subscription, after: Stripe.Subscription): void {
  const kept = idsOf(after.discounts)
  for (const id of idsOf(before.discounts)) {
    const discount = work.get(discounts, id)
    if (discount && !kept.includes(id)) work.emit('customer.discount.deleted', discount)
  }
}

/**
 * Changes a subscription; items changed in mid-period are prorated, unless told otherwise.
 * @throws {ApiFailure} 400 for what cannot be changed; 402 for a decline under `error_if_incomplete`.
 */
export function updateSubscription(work: Work, params: UpdateParams, id: string): Stripe.Subscription {
  const subscription = work.need(subscriptions, id)
  checkEditable(work, subscription, params)
  if (ended.has(subscription.status)) {
    const { days_until_due: _, collection_method: __, ...notes } = plainChanges(work, params, subscription)
    const change = { ...notes, ...cancellation(work, subscription, params) }
    return work.update(subscriptions, subscription, change, 'customer.subscription.updated')
  }
  const items = params.items && nextItems(work, subscription, params.items)
  addOnce(work, params, subscription)
  const change = {
    ...plainChanges(work, params, subscription),
    ...cancellation(work, subscription, params),
    ...pauseOf(work, params),
    ...(items ? { items: itemsList(id, items) } : {}),
  }
  const updated = changeBilling(work, subscription, change, params)
  tellEnded(work, subscription, updated)
  if (change.cancel_at !== undefined) scheduleCancel(work, updated)
  const resumes = updated.pause_collection?.resumes_at
  if (params.pause_collection && resumes)
    work.later((resumes - work.now) * 1000, 'subscription.collect_again', id)
  return work.need(subscriptions, id)
}
