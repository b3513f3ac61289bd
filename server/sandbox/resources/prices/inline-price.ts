import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { mergeMetadata, metadata } from '#server/sandbox/core/metadata.ts'
import {
  currency,
  decimal,
  integer,
  object,
  oneOf,
  type Parsed,
  required,
  string,
} from '#server/sandbox/core/params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { buildProduct, products } from '#server/sandbox/resources/products/product.ts'
import { buildPrice, prices, recurringEvery } from './price.ts'
import { toDecimal } from './whole-decimal.ts'

const shape = {
  currency: required(currency()),
  product: string(),
  product_data: object({
    name: required(string()),
    description: string(),
    metadata: metadata(),
    unit_label: string(),
  }),
  recurring: object({
    interval: required(oneOf('day', 'week', 'month', 'year')),
    interval_count: integer({ min: 1, max: 1095 }),
  }),
  tax_behavior: oneOf('exclusive', 'inclusive', 'unspecified'),
  unit_amount: integer(),
  unit_amount_decimal: decimal(),
}

const { recurring: _, ...oneTime } = shape
const { product_data: __, ...recurringShape } = shape

/** `price_data` where something is bought once. */
export const oneTimePriceData = object(oneTime)
/** `price_data` where something is subscribed to. */
export const recurringPriceData = object({ ...recurringShape, recurring: required(shape.recurring) })
export type PriceData = Parsed<typeof shape>

interface Amounts {
  readonly unit_amount?: number
  readonly unit_amount_decimal?: string
}

/** @throws {ApiFailure} 400 unless exactly one of the two is given; `at` is the object that holds them. */
export function unitAmountOf({ unit_amount: whole, unit_amount_decimal: exact }: Amounts, at = '') {
  if ((whole === undefined) === (exact === undefined)) {
    throw invalid('You must specify exactly one of `unit_amount` or `unit_amount_decimal`.', {
      param: at ? `${at}[unit_amount]` : 'unit_amount',
    })
  }
  if (exact === undefined) return { unit_amount: whole ?? 0 }
  const number = Number(exact)
  const unit_amount = Number.isInteger(number) ? number : null
  return { unit_amount, unit_amount_decimal: toDecimal(exact) }
}

/** Makes a price for this one use; it is inactive, so that nobody else subscribes to it. */
export function inlinePrice(work: Work, data: PriceData, at: string): Stripe.Price {
  const { product, product_data: made, recurring, tax_behavior = 'unspecified' } = data
  if ((product === undefined) === (made === undefined)) {
    throw invalid('You must specify exactly one of `product` or `product_data`.', { param: `${at}[product]` })
  }
  const amounts = unitAmountOf(data, at)
  const owner = made
    ? work.create(
        products,
        buildProduct(work, {
          name: made.name,
          description: made.description ?? null,
          unit_label: made.unit_label ?? null,
          metadata: mergeMetadata({}, made.metadata),
        }),
        'product.created',
      )
    : work.need(products, product ?? '', `${at}[product]`, 400)
  return work.create(
    prices,
    buildPrice(work, {
      active: false,
      currency: data.currency,
      product: owner.id,
      recurring: recurring ? recurringEvery(recurring.interval, recurring.interval_count) : null,
      tax_behavior,
      ...amounts,
    }),
    'price.created',
  )
}
