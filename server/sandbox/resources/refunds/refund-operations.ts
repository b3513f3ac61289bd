import { invalid } from '#server/sandbox/core/api-failure.ts'
import { createdParam, createdWithin, page, pageParams } from '#server/sandbox/core/list.ts'
import { mergeMetadata, metadata } from '#server/sandbox/core/metadata.ts'
import { operation, type Resource } from '#server/sandbox/core/operation.ts'
import { string } from '#server/sandbox/core/params.ts'
import { createParams, createRefund } from './create-refund.ts'
import { refunds } from './refund.ts'
import { refundJobs } from './refund-jobs.ts'
import { refundScenarios } from './refund-scenarios.ts'
import { cancelRefund } from './reverse-refund.ts'

export const refundResource: Resource = {
  kinds: [refunds],
  jobs: refundJobs,
  scenarios: refundScenarios,
  operations: [
    operation({ method: 'POST', path: '/v1/refunds', params: createParams, run: createRefund }),
    operation({
      method: 'GET',
      path: '/v1/refunds',
      params: { ...pageParams, created: createdParam, charge: string(), payment_intent: string() },
      run(work, params) {
        const { charge, payment_intent: intent } = params
        const within = createdWithin(params.created)
        const index = charge === undefined ? 'payment_intent' : 'charge'
        const key = charge ?? intent
        return page(work, refunds, params, {
          url: '/v1/refunds',
          by: key === undefined ? undefined : [index, key],
          keep: refund => within(refund) && (intent === undefined || refund.payment_intent === intent),
        })
      },
    }),
    operation({
      method: 'GET',
      path: '/v1/refunds/:refund',
      params: {},
      run: (work, _, id) => work.need(refunds, id),
    }),
    operation({
      method: 'POST',
      path: '/v1/refunds/:refund',
      params: { metadata: metadata() },
      run(work, { metadata: change }, id) {
        const refund = work.need(refunds, id)
        const next = { metadata: mergeMetadata(refund.metadata ?? {}, change) }
        return work.update(refunds, refund, next, 'refund.updated')
      },
    }),
    operation({
      method: 'POST',
      path: '/v1/refunds/:refund/cancel',
      params: {},
      run(work, _, id) {
        const refund = work.need(refunds, id)
        if (refund.status !== 'requires_action') throw invalid('Canceling this refund is unsupported.')
        return cancelRefund(work, refund)
      },
    }),
  ],
}
