import type Stripe from 'stripe'
import { idOf } from '#server/sandbox/core/kind.ts'
import { createdWithin, page } from '#server/sandbox/core/list.ts'
import { mergeMetadata } from '#server/sandbox/core/metadata.ts'
import { operation, type Resource } from '#server/sandbox/core/operation.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { searchOperation } from '#server/sandbox/search/search-operation.ts'
import { searchablePrices } from '#server/sandbox/search/searchables.ts'
import { claimLookupKey, createPrice } from './create-price.ts'
import { prices } from './price.ts'
import { optionsOf } from './price-amounts.ts'
import { createParams, type ListParams, listParams, type UpdateParams, updateParams } from './price-params.ts'

/** What a price costs in its own currency never changes; further currencies may be added. */
function update(work: Work, params: UpdateParams, id: string): Stripe.Price {
  const price = work.need(prices, id, 'price')
  const {
    metadata: change,
    transfer_lookup_key: transfer = false,
    currency_options: options,
    ...plain
  } = params
  claimLookupKey(work, plain.lookup_key, transfer, id)
  const changes = {
    ...plain,
    ...(change === undefined ? {} : { metadata: mergeMetadata(price.metadata, change) }),
    ...(options ? { currency_options: { ...price.currency_options, ...optionsOf(options) } } : {}),
    ...(options === null ? { currency_options: {} } : {}),
  }
  return work.update(prices, price, changes, 'price.updated')
}

function list(work: Work, params: ListParams) {
  const { active, lookup_keys: keys, product, recurring, type } = params
  const within = createdWithin(params.created)
  return page(work, prices, params, {
    url: '/v1/prices',
    by: product === undefined ? undefined : ['product', product],
    keep: price =>
      within(price) &&
      (active === undefined || price.active === active) &&
      (params.currency === undefined || price.currency === params.currency) &&
      (keys === undefined || keys.includes(price.lookup_key ?? '')) &&
      (product === undefined || idOf(price.product) === product) &&
      (recurring === undefined || price.recurring !== null) &&
      (recurring?.interval === undefined || price.recurring?.interval === recurring.interval) &&
      (recurring?.usage_type === undefined || price.recurring?.usage_type === recurring.usage_type) &&
      (type === undefined || price.type === type),
  })
}

export const priceResource: Resource = {
  kinds: [prices],
  operations: [
    operation({ method: 'POST', path: '/v1/prices', params: createParams, run: createPrice }),
    operation({ method: 'GET', path: '/v1/prices', params: listParams, run: list }),
    searchOperation(prices, searchablePrices),
    operation({
      method: 'GET',
      path: '/v1/prices/:id',
      params: {},
      run: (work, _params, id) => work.need(prices, id, 'price'),
    }),
    operation({ method: 'POST', path: '/v1/prices/:id', params: updateParams, run: update }),
  ],
}
