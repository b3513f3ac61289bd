import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { createRate, shippingRates } from '#server/sandbox/resources/shipping-rates/shipping-rate.ts'
import type { GivenShippingOption } from './cart-params.ts'
import type { Session } from './checkout-session.ts'

function rateOf(
  work: Work,
  { shipping_rate: id, shipping_rate_data: data }: GivenShippingOption,
  at: string,
) {
  if ((id === undefined) === (data === undefined)) {
    throw invalid(
      `You must specify exactly one of \`${at}[shipping_rate]\` or \`${at}[shipping_rate_data]\`.`,
      { param: at },
    )
  }
  if (data) return createRate(work, data, `${at}[shipping_rate_data]`)
  const rate = work.need(shippingRates, id ?? '', `${at}[shipping_rate]`, 400)
  if (rate.active) return rate
  throw invalid(`The shipping rate \`${rate.id}\` is inactive.`, { param: `${at}[shipping_rate]` })
}

/** The ways to ship that the customer may choose from. @throws {ApiFailure} 400 for an unknown rate or currency. */
export function shippingOptionsOf(
  work: Work,
  given: readonly GivenShippingOption[],
  currency: string,
): Session['shipping_options'] {
  return given.map((option, at) => {
    const param = `shipping_options[${at}]`
    const rate: Stripe.ShippingRate = rateOf(work, option, param)
    if (rate.fixed_amount?.currency !== currency) {
      throw invalid(
        `The shipping rate \`${rate.id}\` has the currency \`${rate.fixed_amount?.currency}\`. This doesn't match the expected currency: \`${currency}\`.`,
        { param },
      )
    }
    return { shipping_amount: rate.fixed_amount.amount, shipping_rate: rate.id }
  })
}

/** What shipping by this option costs; `null` without any. */
export function costOfShipping(
  option: Session['shipping_options'][number] | undefined,
): Session['shipping_cost'] {
  if (!option) return null
  const amount = option.shipping_amount
  return {
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    shipping_rate: option.shipping_rate,
    taxes: [],
  }
}
