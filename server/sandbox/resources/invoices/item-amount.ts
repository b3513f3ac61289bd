import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { decimal, integer, object, type Parsed, required, string } from '#server/sandbox/core/params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { inlinePrice, oneTimePriceData } from '#server/sandbox/resources/prices/inline-price.ts'
import { buildPrice, prices } from '#server/sandbox/resources/prices/price.ts'
import { costOf } from '#server/sandbox/resources/prices/price-cost.ts'
import { toDecimal } from '#server/sandbox/resources/prices/whole-decimal.ts'

/** The ways to say what an invoice item or a line costs. */
export const costParams = {
  amount: integer(),
  price_data: oneTimePriceData,
  pricing: object({ price: string() }),
  quantity: integer({ min: 0 }),
  unit_amount_decimal: decimal(),
}
export const periodParam = object({
  start: required(integer({ min: 0 })),
  end: required(integer({ min: 0 })),
})
type Asked = Parsed<typeof costParams>

export interface Cost {
  readonly amount: number
  readonly currency: string
  readonly quantity: number
  readonly price: Stripe.Price | undefined
}

type Period = NonNullable<ReturnType<typeof periodParam.parse>>

/** @throws {ApiFailure} 400 for a period that ends before it starts. */
export function checkPeriod(period: Period | undefined, at = 'period'): Period | undefined {
  if (!period || period.end >= period.start) return period
  throw invalid('The period must end after it starts.', { param: `${at}[end]` })
}

const priceName = (at: string): string => (at ? `${at}[pricing][price]` : 'pricing[price]')

/** @throws {ApiFailure} 400 when the cost is told in no way, or in two. */
export function costAsked(work: Work, asked: Asked, fallback: string, at = ''): Cost {
  const named = (['amount', 'price_data', 'pricing', 'unit_amount_decimal'] as const).filter(
    key => asked[key] !== undefined,
  )
  if (named.length > 1) {
    throw invalid(`You may only specify one of these parameters: ${named.join(', ')}.`)
  }
  const name = (key: string) => (at ? `${at}[${key}]` : key)
  const { quantity = 1, amount, price_data: data, pricing, unit_amount_decimal: unit } = asked
  if (amount !== undefined) return { amount, currency: fallback, quantity, price: undefined }
  if (unit !== undefined) {
    const exact = buildPrice(work, {
      currency: fallback,
      product: '',
      unit_amount: null,
      unit_amount_decimal: toDecimal(unit),
    })
    return { amount: costOf(exact, quantity), currency: fallback, quantity, price: undefined }
  }
  const price = data
    ? inlinePrice(work, data, name('price_data'))
    : pricing?.price === undefined
      ? undefined
      : work.need(prices, pricing.price, priceName(at), 400)
  if (!price) {
    throw invalid('You must specify one of `amount`, `pricing` or `price_data`.', { param: name('amount') })
  }
  if (price.recurring) {
    throw invalid(
      'The price specified is set to `type=recurring` but this field only accepts prices with `type=one_time`.',
      { param: priceName(at) },
    )
  }
  return { amount: costOf(price, quantity), currency: price.currency, quantity, price }
}
