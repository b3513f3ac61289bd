import { endpointPages, endpointQuery } from '#client/lib/queries.ts'
import type { QueryOf } from '#shared/api/endpoint.ts'
import { getSubscription, listSubscriptions } from '#shared/api/subscriptions.ts'

export type SubscriptionFilter = QueryOf<typeof listSubscriptions>['status']

export const subscriptionQuery = (id: string) => endpointQuery(getSubscription, { params: { id } })

export const subscriptionPages = (filters: { status: SubscriptionFilter; customer?: string | undefined }) =>
  endpointPages(listSubscriptions, { query: { ...filters, limit: 50 } })

/** All of one customer, those that are over too. */
export const customerSubscriptionsQuery = (customer: string) =>
  endpointQuery(listSubscriptions, { query: { customer, status: 'all', limit: 25 } })
