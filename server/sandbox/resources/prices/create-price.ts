import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { mergeMetadata } from '#server/sandbox/core/metadata.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { buildProduct, products } from '#server/sandbox/resources/products/product.ts'
import { buildPrice, prices, recurringEvery } from './price.ts'
import { amountsOf, optionsOf } from './price-amounts.ts'
import type { CreateParams } from './price-params.ts'

/** Makes room for a lookup key: taken from its price if the caller said so. */
export function claimLookupKey(
  work: Work,
  key: string | null | undefined,
  transfer: boolean,
  own?: string,
): void {
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

function productFor(work: Work, { product, product_data: data }: CreateParams): string {
  if (product !== undefined && data)
    throw invalid('You may only specify one of these parameters: product, product_data.')
  if (product !== undefined) return work.need(products, product, 'product', 400).id
  if (!data) throw invalid('You must specify either `product` or `product_data` when creating a price.')
  if (data.id !== undefined && work.get(products, data.id)) {
    throw invalid('Product already exists.', { code: 'resource_already_exists', param: 'product_data[id]' })
  }
  const made = buildProduct(work, {
    ...(data.id === undefined ? {} : { id: data.id }),
    active: data.active ?? true,
    name: data.name,
    metadata: mergeMetadata({}, data.metadata),
    statement_descriptor: data.statement_descriptor ?? null,
    unit_label: data.unit_label ?? null,
  })
  return work.create(products, made, 'product.created').id
}

/**
 * Makes a price for a product, or with a new one.
 * @throws {ApiFailure} 400 for one that is told in no way or in two, or whose lookup key is taken.
 */
export function createPrice(work: Work, params: CreateParams): Stripe.Price {
  const { recurring, lookup_key = null, nickname = null, active = true, currency_options: options } = params
  const amounts = amountsOf(params)
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
      recurring: recurring
        ? {
            ...recurringEvery(recurring.interval, recurring.interval_count),
            trial_period_days: recurring.trial_period_days ?? null,
          }
        : null,
      tax_behavior: params.tax_behavior ?? 'unspecified',
      transform_quantity: params.transform_quantity ?? null,
      ...amounts,
      ...(options ? { currency_options: optionsOf(options) } : {}),
    }),
    'price.created',
  )
}
