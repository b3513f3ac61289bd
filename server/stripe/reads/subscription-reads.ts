import type Stripe from 'stripe'
import { type ProductNames, productIdsOf, subscriptionOf } from '#server/stripe/mapping/subscription.ts'
import type { ListQuery, StripeReader } from '#server/stripe/port.ts'
import { anyChange } from '#server/stripe/read-cache.ts'
import type { CallOptions, StripeCalls } from '#server/stripe/stripe-calls.ts'
import { listFreshForMs, listKey, objectFreshForMs, pageOf, pageParams } from './list-page.ts'

type SubscriptionReads = Pick<StripeReader, 'subscription' | 'subscriptions'>

export function createSubscriptionReads(calls: StripeCalls): SubscriptionReads {
  return {
    subscription: (id, options = {}) =>
      calls.read(
        {
          key: `subscription:${id}`,
          ids: [id],
          idsOf: ({ customer }) => (customer ? [customer.id] : []),
          freshForMs: objectFreshForMs,
          load: () => loadSubscription(calls, id, { lane: options.lane, patient: options.fresh }),
        },
        options,
      ),
    subscriptions: query =>
      calls.read({
        key: listKey('subscriptions', query),
        ids: [anyChange],
        freshForMs: listFreshForMs,
        load: () => loadSubscriptions(calls, query),
      }),
  }
}

async function loadSubscription(calls: StripeCalls, id: string, options: CallOptions) {
  const subscription = await calls.send(
    'subscriptions',
    stripe => stripe.subscriptions.retrieve(id, { expand: ['customer'] }),
    options,
  )
  return subscriptionOf(subscription, await productNames(calls, productIdsOf(subscription)))
}

/** Stripe's own filter words; `open` is its default, which leaves out what is over. */
const statusParams: Readonly<Record<string, Stripe.SubscriptionListParams['status']>> = {
  all: 'all',
  past_due: 'past_due',
  canceled: 'canceled',
}

async function loadSubscriptions(
  calls: StripeCalls,
  query: ListQuery & { customer?: string | undefined; status: string },
) {
  const status = statusParams[query.status]
  const params: Stripe.SubscriptionListParams = { ...pageParams(query), expand: ['data.customer'] }
  if (query.customer) params.customer = query.customer
  if (status) params.status = status
  const list = await calls.send('subscriptions', stripe => stripe.subscriptions.list(params))
  const names = await productNames(calls, list.data.flatMap(productIdsOf))
  return pageOf(list, subscription => subscriptionOf(subscription, names))
}

const namesFreshForMs = 10 * 60_000
const mostIdsACall = 100

/** Names of products by id, each asked for once in a while, many with one call. */
async function productNames(calls: StripeCalls, ids: readonly string[]): Promise<ProductNames> {
  const wanted = [...new Set(ids)].sort()
  const batches: string[][] = []
  for (let at = 0; at < wanted.length; at += mostIdsACall) batches.push(wanted.slice(at, at + mostIdsACall))
  const lists = await Promise.all(batches.map(batch => readProducts(calls, batch)))
  return new Map(lists.flat())
}

const readProducts = (calls: StripeCalls, ids: readonly string[]): Promise<[string, string][]> =>
  calls.cache.read({
    key: listKey('products', ids),
    ids,
    freshForMs: namesFreshForMs,
    load: async () => {
      const list = await calls.send('products', stripe =>
        stripe.products.list({ ids: [...ids], limit: mostIdsACall }),
      )
      return list.data.map(({ id, name }) => [id, name])
    },
  })
