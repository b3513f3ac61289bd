import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { inlinePrice } from '#server/sandbox/resources/prices/inline-price.ts'
import { prices } from '#server/sandbox/resources/prices/price.ts'
import type { ItemChange } from './subscription-params.ts'

/** @throws {ApiFailure} 400 for a price that cannot be subscribed to. */
function knownPrice(work: Work, id: string, param: string): Stripe.Price {
  const price = work.need(prices, id, param, 400)
  if (!price.active)
    throw invalid('The price specified is inactive. This field only accepts active prices.', { param })
  if (price.recurring) return price
  throw invalid(
    'The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.',
    { param },
  )
}

type Asked = Pick<ItemChange, 'price' | 'price_data'>

/** The price that an item names or brings along; `undefined` when it does neither. */
export function priceAsked(
  work: Work,
  { price, price_data: data }: Asked,
  at: string,
): Stripe.Price | undefined {
  const name = (key: string) => (at ? `${at}[${key}]` : key)
  if (price !== undefined && data)
    throw invalid(`You may only specify one of these parameters: ${name('price')}, ${name('price_data')}.`)
  if (data) return inlinePrice(work, data, name('price_data'))
  return price === undefined ? undefined : knownPrice(work, price, name('price'))
}

/** @throws {ApiFailure} 400 also when no price is told. */
export function needPrice(work: Work, asked: Asked, at: string): Stripe.Price {
  const price = priceAsked(work, asked, at)
  if (price) return price
  const param = at ? `${at}[price]` : 'price'
  throw invalid(`Missing required param: ${param}.`, { param, code: 'parameter_missing' })
}

/** @throws {ApiFailure} 400 for prices that do not go together on one subscription. */
export function checkTogether(
  items: readonly { readonly price: Stripe.Price }[],
  currency: string | undefined = items[0]?.price.currency,
): void {
  const stranger = items.find(({ price }) => price.currency !== currency)
  if (stranger) {
    throw invalid(
      `You cannot combine currencies on a single customer. This subscription has items in ${currency} and ${stranger.price.currency}.`,
    )
  }
  const ids = items.map(({ price }) => price.id)
  const twice = ids.find((id, at) => ids.indexOf(id) !== at)
  if (twice !== undefined)
    throw invalid(
      `You cannot use the price ${twice} in two items of one subscription; use its quantity instead.`,
    )
}
