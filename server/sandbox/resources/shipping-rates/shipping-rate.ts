import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { defineKind } from '#server/sandbox/core/kind.ts'
import { mergeMetadata } from '#server/sandbox/core/metadata.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import type { GivenRate } from './shipping-rate-params.ts'

export const shippingRates = defineKind<Stripe.ShippingRate>({ name: 'shipping_rate', prefix: 'shr' })

const estimateOf = (given: GivenRate['delivery_estimate']): Stripe.ShippingRate.DeliveryEstimate | null =>
  given ? { maximum: given.maximum ?? null, minimum: given.minimum ?? null } : null

/** Writes a rate of a fixed amount, the only sort there is. @throws {ApiFailure} 400 when the amount is not told. */
export function createRate(work: Work, given: GivenRate, at = ''): Stripe.ShippingRate {
  const { fixed_amount: fixed } = given
  if (!fixed) {
    const param = at ? `${at}[fixed_amount]` : 'fixed_amount'
    throw invalid(`Missing required param: ${param}.`, { param, code: 'parameter_missing' })
  }
  return work.put(shippingRates, {
    id: work.id('shr'),
    object: 'shipping_rate',
    active: true,
    created: work.now,
    delivery_estimate: estimateOf(given.delivery_estimate),
    display_name: given.display_name,
    fixed_amount: fixed,
    livemode: false,
    metadata: mergeMetadata({}, given.metadata),
    tax_behavior: given.tax_behavior ?? 'unspecified',
    tax_code: given.tax_code ?? null,
    type: 'fixed_amount',
  })
}
