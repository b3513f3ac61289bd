import type Stripe from 'stripe'
import { createdParam, createdWithin, page, pageParams } from '#server/sandbox/core/list.ts'
import { mergeMetadata, metadata } from '#server/sandbox/core/metadata.ts'
import { operation, type Resource } from '#server/sandbox/core/operation.ts'
import {
  array,
  boolean,
  clearable,
  nullable,
  type Parsed,
  required,
  type ShapeOf,
  string,
} from '#server/sandbox/core/params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { searchOperation } from '#server/sandbox/search/search-operation.ts'
import { searchableProducts } from '#server/sandbox/search/searchables.ts'
import { buildProduct, products } from './product.ts'

const fields = {
  active: boolean(),
  default_price: string(),
  description: nullable(string({ max: 40_000 })),
  images: clearable(array(string(), { max: 8 })),
  metadata: metadata(),
  name: string(),
  shippable: boolean(),
  statement_descriptor: string({ max: 22 }),
  unit_label: nullable(string({ max: 12 })),
  url: nullable(string()),
} satisfies ShapeOf<Stripe.ProductUpdateParams>
type Fields = Parsed<typeof fields>

const { default_price: _, ...createFields } = fields

const changesIn = (
  { metadata: change, ...plain }: Omit<Fields, 'default_price'>,
  current: Stripe.Metadata,
) => ({
  ...plain,
  ...(change === undefined ? {} : { metadata: mergeMetadata(current, change) }),
})

function create(work: Work, params: Parsed<typeof createFields> & { readonly name: string }): Stripe.Product {
  const made = buildProduct(work, { name: params.name })
  return work.create(products, { ...made, ...changesIn(params, {}) }, 'product.created')
}

function update(work: Work, params: Fields, id: string): Stripe.Product {
  const product = work.need(products, id)
  const changes = { ...changesIn(params, product.metadata), updated: work.now }
  return work.update(products, product, changes, 'product.updated')
}

export const productResource: Resource = {
  kinds: [products],
  operations: [
    operation({
      method: 'POST',
      path: '/v1/products',
      params: { ...createFields, name: required(string()) },
      run: create,
    }),
    operation({
      method: 'GET',
      path: '/v1/products',
      params: {
        ...pageParams,
        active: boolean(),
        created: createdParam,
        ids: array(string()),
        shippable: boolean(),
      },
      run(work, params) {
        const within = createdWithin(params.created)
        return page(work, products, params, {
          url: '/v1/products',
          keep: product =>
            within(product) &&
            (params.active === undefined || product.active === params.active) &&
            (params.shippable === undefined || product.shippable === params.shippable) &&
            (params.ids === undefined || params.ids.includes(product.id)),
        })
      },
    }),
    searchOperation(products, searchableProducts),
    operation({
      method: 'GET',
      path: '/v1/products/:id',
      params: {},
      run: (work, _params, id) => work.need(products, id),
    }),
    operation({ method: 'POST', path: '/v1/products/:id', params: fields, run: update }),
  ],
}
