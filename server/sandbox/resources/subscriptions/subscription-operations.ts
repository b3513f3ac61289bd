import type Stripe from 'stripe'
import { missing } from '#server/sandbox/core/api-failure.ts'
import { createdWithin, page, pageParams } from '#server/sandbox/core/list.ts'
import { operation, type Resource } from '#server/sandbox/core/operation.ts'
import { type Parsed, required, string } from '#server/sandbox/core/params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { searchOperation } from '#server/sandbox/search/search-operation.ts'
import { searchableSubscriptions } from '#server/sandbox/search/searchables.ts'
import { createSubscription } from './create-subscription.ts'
import { endSubscription } from './end-subscription.ts'
import { ended, itemsList, subscriptions } from './subscription.ts'
import { subscriptionJobs } from './subscription-jobs.ts'
import { cancelParams, createParams, listFilters, updateParams } from './subscription-params.ts'
import { subscriptionScenarios } from './subscription-scenarios.ts'
import { updateSubscription } from './update-subscription.ts'

/** @throws {ApiFailure} 404 also for one that has ended: it cannot be canceled twice. */
function cancel(
  work: Work,
  { cancellation_details }: Parsed<typeof cancelParams>,
  id: string,
): Stripe.Subscription {
  const subscription = work.get(subscriptions, id)
  if (!subscription || ended.has(subscription.status)) throw missing('subscription', id, 'id')
  return endSubscription(work, subscription, cancellation_details)
}

const listParams = { ...pageParams, ...listFilters }

function hasStatus(subscription: Stripe.Subscription, wanted: string | undefined): boolean {
  if (wanted === 'all') return true
  if (wanted === undefined) return subscription.status !== 'canceled'
  if (wanted === 'ended') return ended.has(subscription.status)
  return subscription.status === wanted
}

function list(work: Work, params: Parsed<typeof listParams>) {
  const { collection_method: how, customer, price, status } = params
  const within = createdWithin(params.created)
  return page(work, subscriptions, params, {
    url: '/v1/subscriptions',
    by: customer === undefined ? undefined : ['customer', customer],
    clock: params.test_clock,
    keep: subscription =>
      within(subscription) &&
      hasStatus(subscription, status) &&
      (how === undefined || subscription.collection_method === how) &&
      (price === undefined || subscription.items.data.some(item => item.price.id === price)),
  })
}

export const subscriptionResource: Resource = {
  kinds: [subscriptions],
  jobs: subscriptionJobs,
  scenarios: subscriptionScenarios,
  operations: [
    operation({ method: 'POST', path: '/v1/subscriptions', params: createParams, run: createSubscription }),
    operation({ method: 'GET', path: '/v1/subscriptions', params: listParams, run: list }),
    searchOperation(subscriptions, searchableSubscriptions),
    operation({
      method: 'GET',
      path: '/v1/subscriptions/:id',
      params: {},
      run: (work, _, id) => work.need(subscriptions, id),
    }),
    operation({
      method: 'POST',
      path: '/v1/subscriptions/:id',
      params: updateParams,
      run: updateSubscription,
    }),
    operation({ method: 'DELETE', path: '/v1/subscriptions/:id', params: cancelParams, run: cancel }),
    operation({
      method: 'GET',
      path: '/v1/subscription_items',
      params: { ...pageParams, subscription: required(string()) },
      run: (work, { subscription: id }) =>
        itemsList(id, work.need(subscriptions, id, 'subscription', 400).items.data),
    }),
  ],
}
