import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { createdWithin, page, pageParams } from '#server/sandbox/core/list.ts'
import { type Operation, operation, type Resource } from '#server/sandbox/core/operation.ts'
import { object, oneOf, type Parsed, required } from '#server/sandbox/core/params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { searchOperation } from '#server/sandbox/search/search-operation.ts'
import { searchableSubscriptions } from '#server/sandbox/search/searchables.ts'
import { cancelSubscription } from './cancel-subscription.ts'
import { createSubscription } from './create-subscription.ts'
import { itemOwners } from './item-owner.ts'
import { pauseSubscription } from './pause-subscription.ts'
import { resumeSubscription } from './resume-subscription.ts'
import { ended, subscriptionItems, subscriptions } from './subscription.ts'
import { subscriptionItemOperations } from './subscription-item-operations.ts'
import { subscriptionJobs } from './subscription-jobs.ts'
import {
  cancelParams,
  createParams,
  listFilters,
  pauseParams,
  resumeParams,
  updateParams,
} from './subscription-params.ts'
import { subscriptionScenarios } from './subscription-scenarios.ts'
import { updateSubscription } from './update-subscription.ts'

const listParams = { ...pageParams, ...listFilters }
type ListParams = Parsed<typeof listParams>

function hasStatus(subscription: Stripe.Subscription, wanted: string | undefined): boolean {
  if (wanted === 'all') return true
  if (wanted === undefined) return subscription.status !== 'canceled'
  if (wanted === 'ended') return ended.has(subscription.status)
  return subscription.status === wanted
}

/** Whether an item's period begins and ends within the ranges asked for. */
function hasPeriod(params: ListParams): (subscription: Stripe.Subscription) => boolean {
  const { current_period_start: start, current_period_end: end } = params
  const begins = createdWithin(start)
  const ends = createdWithin(end)
  return ({ items }) =>
    items.data.some(
      ({ id, current_period_start, current_period_end }) =>
        begins({ id, created: current_period_start }) && ends({ id, created: current_period_end }),
    )
}

function list(work: Work, params: ListParams) {
  const { collection_method: how, customer, plan, price = plan, status } = params
  const within = createdWithin(params.created)
  const inPeriod = hasPeriod(params)
  return page(work, subscriptions, params, {
    url: '/v1/subscriptions',
    by: customer === undefined ? undefined : ['customer', customer],
    clock: params.test_clock,
    keep: subscription =>
      within(subscription) &&
      inPeriod(subscription) &&
      hasStatus(subscription, status) &&
      (how === undefined || subscription.collection_method === how) &&
      (price === undefined || subscription.items.data.some(item => item.price.id === price)),
  })
}

const migrateParams = {
  billing_mode: required(
    object({
      flexible: object({ proration_discounts: oneOf('included', 'itemized') }),
      type: required(oneOf('flexible')),
    }),
  ),
}

/** @throws {ApiFailure} 400 for one that is flexible already: there is no way back either. */
function migrate(work: Work, params: Parsed<typeof migrateParams>, id: string): Stripe.Subscription {
  const subscription = work.need(subscriptions, id)
  if (subscription.billing_mode.type === 'flexible')
    throw invalid('This subscription already has `billing_mode` set to `flexible`.', {
      param: 'billing_mode[type]',
    })
  const { proration_discounts = 'included' } = params.billing_mode.flexible ?? {}
  const billing_mode = { flexible: { proration_discounts }, type: 'flexible', updated_at: work.now } as const
  return work.update(subscriptions, subscription, { billing_mode }, 'customer.subscription.updated')
}

const at = '/v1/subscriptions/:id'

const actions: readonly Operation[] = [
  operation({ method: 'DELETE', path: at, params: cancelParams, run: cancelSubscription }),
  operation({ method: 'POST', path: `${at}/migrate`, params: migrateParams, run: migrate }),
  operation({ method: 'POST', path: `${at}/pause`, params: pauseParams, run: pauseSubscription }),
  operation({ method: 'POST', path: `${at}/resume`, params: resumeParams, run: resumeSubscription }),
]

export const subscriptionResource: Resource = {
  kinds: [subscriptions, subscriptionItems, itemOwners],
  jobs: subscriptionJobs,
  scenarios: subscriptionScenarios,
  operations: [
    operation({ method: 'POST', path: '/v1/subscriptions', params: createParams, run: createSubscription }),
    operation({ method: 'GET', path: '/v1/subscriptions', params: listParams, run: list }),
    searchOperation(subscriptions, searchableSubscriptions),
    operation({
      method: 'GET',
      path: at,
      params: {},
      run: (work, _, id) => work.need(subscriptions, id),
    }),
    operation({ method: 'POST', path: at, params: updateParams, run: updateSubscription }),
    ...actions,
    ...subscriptionItemOperations,
  ],
}
