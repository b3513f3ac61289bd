import { createdWithin, page } from '#server/sandbox/core/list.ts'
import { mergeMetadata } from '#server/sandbox/core/metadata.ts'
import { operation, type Resource } from '#server/sandbox/core/operation.ts'
import { createRate, shippingRates } from './shipping-rate.ts'
import { rateChanges, rateFilters, rateShape } from './shipping-rate-params.ts'

export const shippingRateResource: Resource = {
  kinds: [shippingRates],
  operations: [
    operation({
      method: 'POST',
      path: '/v1/shipping_rates',
      params: rateShape,
      run: (work, params) => createRate(work, params),
    }),
    operation({
      method: 'GET',
      path: '/v1/shipping_rates',
      params: rateFilters,
      run(work, params) {
        const within = createdWithin(params.created)
        return page(work, shippingRates, params, {
          url: '/v1/shipping_rates',
          keep: rate =>
            within(rate) &&
            (params.active === undefined || rate.active === params.active) &&
            (params.currency === undefined || rate.fixed_amount?.currency === params.currency),
        })
      },
    }),
    operation({
      method: 'GET',
      path: '/v1/shipping_rates/:shipping_rate',
      params: {},
      run: (work, _, id) => work.need(shippingRates, id, 'shipping_rate'),
    }),
    operation({
      method: 'POST',
      path: '/v1/shipping_rates/:shipping_rate',
      params: rateChanges,
      run(work, { metadata, ...plain }, id) {
        const rate = work.need(shippingRates, id, 'shipping_rate')
        return work.put(shippingRates, {
          ...rate,
          ...plain,
          metadata: mergeMetadata(rate.metadata, metadata),
        })
      },
    }),
  ],
}
