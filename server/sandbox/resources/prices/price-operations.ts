import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import { createdParam, createdWithin, page, pageParams } from '#server/sandbox/core/list.ts'
import { mergeMetadata, metadata } from '#server/sandbox/core/metadata.ts'
import { operation, type Resource } from '#server/sandbox/core/operation.ts'
import {
  array,
  boolean,
  currency,
  decimal,
  integer,
  nullable,
  object,
  oneOf,
  type Parsed,
  required,
  type ShapeOf,
  string,
} from '#server/sandbox/core/params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { buildProduct, products } from '#server/sandbox/resources/products/product.ts'
import { searchOperation } from '#server/sandbox/search/search-operation.ts'
import { searchablePrices } from '#server/sandbox/search/searchables.ts'
import { buildPrice, prices, recurringEvery } from './price.ts'
import { toDecimal } from './whole-decimal.ts'

const intervals = oneOf('day', 'week', 'month', 'year')
const shared = {
  active: boolean(),
  lookup_key: nullable(string({ max: 200 })),
  metadata: metadata(),
  nickname: nullable(string()),
  tax_behavior: oneOf('exclusive', 'inclusive', 'unspecified'),
  transfer_lookup_key: boolean(),
} satisfies ShapeOf<Stripe.PriceUpdateParams>

const createShape = {
  ...shared,
  currency: required(currency()),
  product: string(),
  product_data: object({ name: required(string()), metadata: metadata() }),
  recurring: object({
    interval: required(intervals),
    interval_count: integer({ min: 1, max: 1095 }),
    usage_type: oneOf('licensed'),
  }),
  unit_amount: integer({ min: 0 }),
  unit_amount_decimal: decimal(),
} satisfies ShapeOf<Stripe.PriceCreateParams>

/** Makes room for a lookup key: taken from its price if the caller said so. */
function claimLookupKey(work: Work, key: string | null | undefined, transfer: boolean, own?: string): void {
  const holder = key ? work.by(prices, 'lookup_key', key).find(({ id }) => id !== own) : undefined
  if (!holder) return
  if (!transfer) {
    throw invalid(
      `A price (\`${holder.id}\`) is already using that lookup key. Set \`transfer_lookup_key=true\` to atomically transfer the lookup key from the existing price to this price.`,
      { param: 'lookup_key' },
    )
  }
  work.update(prices, holder, { lookup_key: null }, 'price.updated')
}

function productFor(work: Work, params: Parsed<typeof createShape>): string {
  const { product, product_data: data } = params
  if (product !== undefined) return work.need(products, product, 'product', 400).id
  if (!data) throw invalid('You must specify either `product` or `product_data` when creating a price.')
  const made = buildProduct(work, { name: data.name, metadata: mergeMetadata({}, data.metadata) })
  return work.create(products, made, 'product.created').id
}

/** A price in whole minor units, or in fractions of them, which only the decimal tells. */
function amountOf({ unit_amount: whole, unit_amount_decimal: exact }: Parsed<typeof createShape>) {
  if ((whole === undefined) === (exact === undefined)) {
    throw invalid('You must specify exactly one of `unit_amount` or `unit_amount_decimal`.', {
      param: 'unit_amount',
    })
  }
  if (exact === undefined) return { unit_amount: whole ?? 0 }
  const decimalAmount = toDecimal(exact)
  const number = Number(exact)
  return { unit_amount: Number.isInteger(number) ? number : null, unit_amount_decimal: decimalAmount }
}

function create(work: Work, params: Parsed<typeof createShape>): Stripe.Price {
  const {
    recurring,
    lookup_key = null,
    nickname = null,
    active = true,
    tax_behavior = 'unspecified',
  } = params
  claimLookupKey(work, lookup_key, params.transfer_lookup_key ?? false)
  return work.create(
    prices,
    buildPrice(work, {
      active,
      currency: params.currency,
      lookup_key,
      metadata: mergeMetadata({}, params.metadata),
      nickname,
      product: productFor(work, params),
      recurring: recurring ? recurringEvery(recurring.interval, recurring.interval_count) : null,
      tax_behavior,
      ...amountOf(params),
    }),
    'price.created',
  )
}

function update(work: Work, params: Parsed<typeof shared>, id: string): Stripe.Price {
  const price = work.need(prices, id)
  const { metadata: change, transfer_lookup_key: transfer = false, ...plain } = params
  claimLookupKey(work, plain.lookup_key, transfer, id)
  const changes = {
    ...plain,
    ...(change === undefined ? {} : { metadata: mergeMetadata(price.metadata, change) }),
  }
  return work.update(prices, price, changes, 'price.updated')
}

const listShape = {
  ...pageParams,
  active: boolean(),
  created: createdParam,
  currency: currency(),
  lookup_keys: array(string(), { max: 10 }),
  product: string(),
  recurring: object({ interval: intervals, usage_type: oneOf('licensed', 'metered') }),
  type: oneOf('one_time', 'recurring'),
}

function list(work: Work, params: Parsed<typeof listShape>) {
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
      (recurring?.interval === undefined || price.recurring?.interval === recurring.interval) &&
      (type === undefined || price.type === type),
  })
}

export const priceResource: Resource = {
  kinds: [prices],
  operations: [
    operation({ method: 'POST', path: '/v1/prices', params: createShape, run: create }),
    operation({ method: 'GET', path: '/v1/prices', params: listShape, run: list }),
    searchOperation(prices, searchablePrices),
    operation({
      method: 'GET',
      path: '/v1/prices/:id',
      params: {},
      run: (work, _params, id) => work.need(prices, id, 'price'),
    }),
    operation({ method: 'POST', path: '/v1/prices/:id', params: shared, run: update }),
  ],
}
