import type Stripe from 'stripe'
import { missing } from '#server/sandbox/core/api-failure.ts'
import { embeddedPage } from '#server/sandbox/core/embedded-page.ts'
import { pageParams } from '#server/sandbox/core/list.ts'
import { type Operation, operation } from '#server/sandbox/core/operation.ts'
import { type Parsed, required, string } from '#server/sandbox/core/params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { changeBilling } from './change-billing.ts'
import { itemOwners } from './item-owner.ts'
import { nextItems } from './next-items.ts'
import { ended, itemsList, subscriptions } from './subscription.ts'
import {
  createItemParams,
  deleteItemParams,
  type ItemChange,
  type UpdateParams,
  updateItemParams,
} from './subscription-params.ts'

/** @throws {ApiFailure} 404 for an item that is gone, or whose subscription has ended. */
function find(work: Work, id: string) {
  const subscription = work.get(subscriptions, work.get(itemOwners, id)?.subscription ?? '')
  const item = subscription?.items.data.find(candidate => candidate.id === id)
  if (!subscription || !item) throw missing('subscription_item', id, 'item')
  return { subscription, item }
}

type Billing = Pick<
  UpdateParams,
  'payment_behavior' | 'proration_behavior' | 'proration_date' | 'off_session'
>

/** Applies one change as the subscription's own update does; answers the items that are there after it. */
function apply(
  work: Work,
  subscription: Stripe.Subscription,
  change: ItemChange,
  billing: Billing,
): Stripe.SubscriptionItem[] {
  if (ended.has(subscription.status)) throw missing('subscription', subscription.id, 'subscription', 400)
  const items = nextItems(work, subscription, [change], () => '')
  const changed = { items: itemsList(subscription.id, items) }
  return changeBilling(work, subscription, changed, billing).items.data
}

function create(work: Work, params: Parsed<typeof createItemParams>) {
  const { subscription: id, payment_behavior, proration_behavior, proration_date, ...change } = params
  const subscription = work.need(subscriptions, id, 'subscription', 400)
  const billing = {
    ...(payment_behavior && { payment_behavior }),
    ...(proration_behavior && { proration_behavior }),
    ...(proration_date === undefined ? {} : { proration_date }),
  }
  return apply(work, subscription, change, billing).at(-1)
}

function update(work: Work, params: Parsed<typeof updateItemParams>, id: string): Stripe.SubscriptionItem {
  const { subscription, item } = find(work, id)
  const {
    payment_behavior: _,
    proration_behavior: __,
    proration_date: ___,
    off_session: ____,
    ...change
  } = params
  apply(work, subscription, { ...change, id: item.id }, params)
  return find(work, id).item
}

/** @throws {ApiFailure} 400 for the last one: the subscription itself is canceled instead. */
function remove(
  work: Work,
  params: Parsed<typeof deleteItemParams>,
  id: string,
): Stripe.DeletedSubscriptionItem {
  const { subscription } = find(work, id)
  apply(work, subscription, { id, deleted: true }, params)
  return { id, object: 'subscription_item', deleted: true }
}

export const subscriptionItemOperations: readonly Operation[] = [
  operation({
    method: 'GET',
    path: '/v1/subscription_items',
    params: { ...pageParams, subscription: required(string()) },
    run(work, params) {
      const { data, url } = work.need(subscriptions, params.subscription, 'subscription', 400).items
      return embeddedPage(data, params, url)
    },
  }),
  operation({ method: 'POST', path: '/v1/subscription_items', params: createItemParams, run: create }),
  operation({
    method: 'GET',
    path: '/v1/subscription_items/:item',
    params: {},
    run: (work, _, id) => find(work, id).item,
  }),
  operation({ method: 'POST', path: '/v1/subscription_items/:item', params: updateItemParams, run: update }),
  operation({
    method: 'DELETE',
    path: '/v1/subscription_items/:item',
    params: deleteItemParams,
    run: remove,
  }),
]
