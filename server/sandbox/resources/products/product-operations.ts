import type Stripe from 'stripe'
import { invalid, missing } from '#server/sandbox/core/api-failure.ts'
import { byCurrency } from '#server/sandbox/core/keyed-params.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import { createdWithin, page } from '#server/sandbox/core/list.ts'
import { mergeMetadata } from '#server/sandbox/core/metadata.ts'
import { operation, type Resource } from '#server/sandbox/core/operation.ts'
import { object, type Parsed } from '#server/sandbox/core/params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { createPrice } from '#server/sandbox/resources/prices/create-price.ts'
import { prices } from '#server/sandbox/resources/prices/price.ts'
import { createParams as priceParams } from '#server/sandbox/resources/prices/price-params.ts'
import { searchOperation } from '#server/sandbox/search/search-operation.ts'
import { searchableProducts } from '#server/sandbox/search/searchables.ts'
import { buildProduct, products } from './product.ts'
import {
  createFields,
  type ListParams,
  listParams,
  type UpdateParams,
  updateParams,
} from './product-params.ts'

const { currency, custom_unit_amount, metadata, recurring, tax_behavior, unit_amount, unit_amount_decimal } =
  priceParams
const createParams = {
  ...createFields,
  default_price_data: object({
    currency,
    currency_options: byCurrency(
      object({ custom_unit_amount, tax_behavior, unit_amount, unit_amount_decimal }),
    ),
    custom_unit_amount,
    metadata,
    recurring,
    tax_behavior,
    unit_amount,
    unit_amount_decimal,
  }),
}

/** What the parameters set; those not sent stay out. */
function changesIn(
  params: Omit<UpdateParams, 'default_price'>,
  current: Stripe.Metadata,
): Partial<Stripe.Product> {
  const {
    metadata: change,
    images,
    marketing_features: features,
    tax_code: _,
    tax_details: __,
    ...plain
  } = params
  return {
    ...plain,
    ...(images === undefined ? {} : { images: images ?? [] }),
    ...(features === undefined ? {} : { marketing_features: features ?? [] }),
    ...(change === undefined ? {} : { metadata: mergeMetadata(current, change) }),
  }
}

/** @throws {ApiFailure} 400 for an id that is taken. */
function create(work: Work, params: Parsed<typeof createParams>): Stripe.Product {
  const { default_price_data: priced, id, type = 'service', ...fields } = params
  if (id !== undefined && work.get(products, id))
    throw invalid('Product already exists.', { code: 'resource_already_exists', param: 'id' })
  const made = buildProduct(work, { name: fields.name, type, ...(id === undefined ? {} : { id }) })
  const product = work.create(products, { ...made, ...changesIn(fields, {}) }, 'product.created')
  if (!priced) return product
  const price = createPrice(work, { ...priced, product: product.id })
  return work.update(products, product, { default_price: price.id }, 'product.updated')
}

/** @throws {ApiFailure} 400 for a default price of another product. */
function update(work: Work, { default_price: price, ...fields }: UpdateParams, id: string): Stripe.Product {
  const product = work.need(products, id)
  if (price !== undefined && idOf(work.need(prices, price, 'default_price', 400).product) !== id)
    throw missing('price', price, 'default_price', 400)
  const changes = {
    ...changesIn(fields, product.metadata),
    ...(price === undefined ? {} : { default_price: price }),
    updated: work.now,
  }
  return work.update(products, product, changes, 'product.updated')
}

/** @throws {ApiFailure} 400 for one that has prices: those keep it, and it can be archived instead. */
function remove(work: Work, id: string): Stripe.DeletedProduct {
  const product = work.need(products, id)
  if (work.by(prices, 'product', id).length > 0) {
    throw invalid('This product cannot be deleted because it has one or more user-created prices.')
  }
  work.remove(products, id)
  work.emit('product.deleted', product)
  return { id, object: 'product', deleted: true }
}

function list(work: Work, params: ListParams) {
  const { active, ids, shippable, url } = params
  const within = createdWithin(params.created)
  return page(work, products, params, {
    url: '/v1/products',
    keep: product =>
      within(product) &&
      (active === undefined || product.active === active) &&
      (shippable === undefined || product.shippable === shippable) &&
      (url === undefined || product.url === url) &&
      (ids === undefined || ids.includes(product.id)),
  })
}

export const productResource: Resource = {
  kinds: [products],
  operations: [
    operation({ method: 'POST', path: '/v1/products', params: createParams, run: create }),
    operation({ method: 'GET', path: '/v1/products', params: listParams, run: list }),
    searchOperation(products, searchableProducts),
    operation({
      method: 'GET',
      path: '/v1/products/:id',
      params: {},
      run: (work, _, id) => work.need(products, id),
    }),
    operation({ method: 'POST', path: '/v1/products/:id', params: updateParams, run: update }),
    operation({
      method: 'DELETE',
      path: '/v1/products/:id',
      params: {},
      run: (work, _, id) => remove(work, id),
    }),
  ],
}
