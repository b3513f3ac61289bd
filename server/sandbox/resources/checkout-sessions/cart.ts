import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import { mergeMetadata } from '#server/sandbox/core/metadata.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { buildPrice, prices, recurringEvery } from '#server/sandbox/resources/prices/price.ts'
import { costOf } from '#server/sandbox/resources/prices/price-cost.ts'
import { toDecimal } from '#server/sandbox/resources/prices/whole-decimal.ts'
import { buildProduct, products } from '#server/sandbox/resources/products/product.ts'
import type { GivenItem, PriceData } from './cart-params.ts'

const missingParam = (param: string) =>
  invalid(`Missing required param: ${param}.`, { param, code: 'parameter_missing' })

function productOf(work: Work, { product, product_data: data }: PriceData, at: string): string {
  if ((product === undefined) === (data === undefined)) {
    throw invalid(
      `You must specify exactly one of \`${at}[product]\` or \`${at}[product_data]\` when using \`price_data\`.`,
      { param: at },
    )
  }
  if (data === undefined) return work.need(products, product ?? '', `${at}[product]`, 400).id
  const { name, description = null, images = [], metadata, tax_code = null, unit_label = null } = data
  const made = buildProduct(work, {
    name,
    active: false,
    description,
    images,
    metadata: mergeMetadata({}, metadata),
    tax_code,
    unit_label,
  })
  return work.create(products, made, 'product.created').id
}

/** A price made for this session alone: it is never active, so that nobody else buys by it. */
function inlinePrice(work: Work, data: PriceData, at: string): Stripe.Price {
  const { unit_amount: whole, unit_amount_decimal: exact, recurring, tax_behavior } = data
  if ((whole === undefined) === (exact === undefined)) {
    throw invalid('You must specify exactly one of `unit_amount` or `unit_amount_decimal`.', {
      param: `${at}[unit_amount]`,
    })
  }
  const product = productOf(work, data, at)
  const number = Number(exact)
  const amount = exact === undefined ? (whole ?? 0) : Number.isInteger(number) ? number : null
  const price = buildPrice(work, {
    active: false,
    currency: data.currency,
    product,
    recurring: recurring ? recurringEvery(recurring.interval, recurring.interval_count) : null,
    tax_behavior: tax_behavior ?? 'unspecified',
    unit_amount: amount,
    ...(exact === undefined ? {} : { unit_amount_decimal: toDecimal(exact) }),
  })
  return work.create(prices, price, 'price.created')
}

/**
 * The price that a line is bought at, made now if the line describes it.
 * @throws {ApiFailure} 400 for none, two, or one that is inactive.
 */
export function priceOf(
  work: Work,
  given: Pick<GivenItem, 'price' | 'price_data'>,
  at: string,
): Stripe.Price {
  const { price: id, price_data: data } = given
  if (id !== undefined && data !== undefined) {
    throw invalid(`You may only specify one of these parameters: ${at}[price], ${at}[price_data].`, {
      param: at,
    })
  }
  if (data !== undefined) return inlinePrice(work, data, `${at}[price_data]`)
  if (id === undefined) throw missingParam(`${at}[price]`)
  const price = work.need(prices, id, `${at}[price]`, 400)
  if (price.active) return price
  throw invalid('The price specified is inactive. This field only accepts active prices.', {
    param: `${at}[price]`,
  })
}

function adjustable(
  { adjustable_quantity: given, quantity = 1 }: Pick<GivenItem, 'adjustable_quantity' | 'quantity'>,
  at: string,
): Stripe.LineItem.AdjustableQuantity | null {
  if (!given) return null
  const { enabled, minimum = 0, maximum = 99 } = given
  if (enabled && (quantity < minimum || quantity > maximum)) {
    throw invalid(
      `The quantity must be between the \`adjustable_quantity\` minimum (${minimum}) and maximum (${maximum}).`,
      { param: `${at}[quantity]` },
    )
  }
  return { enabled, maximum: given.maximum ?? null, minimum: given.minimum ?? null }
}

/** A line before any discount. @throws {ApiFailure} 400 when it cannot be bought as it is told. */
export function buildItem(work: Work, given: GivenItem, at: string): Stripe.LineItem {
  if (given.quantity === undefined) {
    throw invalid(`Quantity is required. Add \`quantity\` to \`${at}\``, { param: `${at}[quantity]` })
  }
  const [rate] = given.tax_rates ?? []
  if (rate !== undefined) {
    throw invalid(`No such tax rate: '${rate}'`, { param: `${at}[tax_rates][0]`, code: 'resource_missing' })
  }
  const price = priceOf(work, given, at)
  const { quantity } = given
  const amount = costOf(price, quantity)
  return {
    id: work.id('li'),
    object: 'item',
    adjustable_quantity: adjustable(given, at),
    amount_discount: 0,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    currency: price.currency,
    description: work.get(products, idOf(price.product) ?? '')?.name ?? null,
    discounts: [],
    metadata: mergeMetadata({}, given.metadata),
    price,
    quantity,
    taxes: [],
  }
}

/** @throws {ApiFailure} 400 for a second currency, and for prices that the mode does not sell. */
export function checkItems(items: readonly Stripe.LineItem[], mode: string): void {
  const currency = items[0]?.currency
  items.forEach(({ price, ...item }, at) => {
    if (item.currency !== currency) {
      throw invalid(
        `The price specified only supports \`${item.currency}\`. This doesn't match the expected currency: \`${currency}\`.`,
        { param: `line_items[${at}][price]` },
      )
    }
    if (mode === 'payment' && price?.recurring) {
      throw invalid(
        'You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.',
        { param: `line_items[${at}]` },
      )
    }
  })
  if (mode === 'subscription' && !items.some(({ price }) => price?.recurring)) {
    throw invalid('You must provide at least one recurring price in `subscription` mode when using prices.', {
      param: 'line_items',
    })
  }
}
