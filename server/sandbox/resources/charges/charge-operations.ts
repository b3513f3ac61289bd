import { createdParam, createdWithin, page, pageParams } from '#server/sandbox/core/list.ts'
import { mergeMetadata, metadata } from '#server/sandbox/core/metadata.ts'
import { operation, type Resource } from '#server/sandbox/core/operation.ts'
import { object, oneOf, string } from '#server/sandbox/core/params.ts'
import { buildShipping, shippingParam } from '#server/sandbox/core/shared-params.ts'
import { refunds } from '#server/sandbox/resources/refunds/refund.ts'
import { searchOperation } from '#server/sandbox/search/search-operation.ts'
import { searchableCharges } from '#server/sandbox/search/searchables.ts'
import { charges } from './charge.ts'

const listParams = {
  ...pageParams,
  created: createdParam,
  customer: string(),
  payment_intent: string(),
  transfer_group: string(),
}

export const chargeResource: Resource = {
  kinds: [charges],
  operations: [
    searchOperation(charges, searchableCharges),
    operation({
      method: 'GET',
      path: '/v1/charges',
      params: listParams,
      run(work, params) {
        const { customer, payment_intent: intent, transfer_group: group } = params
        const within = createdWithin(params.created)
        const index = intent === undefined ? 'customer' : 'payment_intent'
        const key = intent ?? customer
        return page(work, charges, params, {
          url: '/v1/charges',
          by: key === undefined ? undefined : [index, key],
          keep: charge =>
            within(charge) &&
            (customer === undefined || charge.customer === customer) &&
            (group === undefined || charge.transfer_group === group),
        })
      },
    }),
    operation({
      method: 'GET',
      path: '/v1/charges/:charge',
      params: {},
      run: (work, _, id) => work.need(charges, id),
    }),
    operation({
      method: 'POST',
      path: '/v1/charges/:charge',
      params: {
        customer: string(),
        description: string(),
        fraud_details: object({ user_report: oneOf('fraudulent', 'safe') }),
        metadata: metadata(),
        receipt_email: string(),
        shipping: shippingParam,
        transfer_group: string(),
      },
      run(work, { metadata: change, shipping, ...plain }, id) {
        const charge = work.need(charges, id)
        const next = {
          ...plain,
          metadata: mergeMetadata(charge.metadata, change),
          ...(shipping ? { shipping: buildShipping(shipping) } : {}),
        }
        return work.update(charges, charge, next, 'charge.updated')
      },
    }),
    operation({
      method: 'GET',
      path: '/v1/charges/:charge/refunds',
      params: pageParams,
      run(work, params, id) {
        work.need(charges, id)
        return page(work, refunds, params, { url: `/v1/charges/${id}/refunds`, by: ['charge', id] })
      },
    }),
  ],
}
