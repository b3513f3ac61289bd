import type { Resource } from '#server/sandbox/core/operation.ts'
import { searchOperation } from '#server/sandbox/search/search-operation.ts'
import { searchableSubscriptions } from '#server/sandbox/search/searchables.ts'
import { subscriptions } from './subscription.ts'
import { subscriptionJobs } from './subscription-jobs.ts'

export const subscriptionResource: Resource = {
  kinds: [subscriptions],
  jobs: subscriptionJobs,
  operations: [searchOperation(subscriptions, searchableSubscriptions)],
}
