import { createdParam, createdWithin, page, pageParams } from '#server/sandbox/core/list.ts'
import { operation, type Resource } from '#server/sandbox/core/operation.ts'
import { string } from '#server/sandbox/core/params.ts'
import { disputes } from './dispute.ts'
import { disputeJobs } from './dispute-jobs.ts'
import { disputeScenarios } from './dispute-scenarios.ts'
import { endDispute, isInquiry } from './settle-dispute.ts'
import { checkOpen, updateDispute, updateParams } from './update-dispute.ts'

export const disputeResource: Resource = {
  kinds: [disputes],
  jobs: disputeJobs,
  scenarios: disputeScenarios,
  operations: [
    operation({
      method: 'GET',
      path: '/v1/disputes',
      params: { ...pageParams, created: createdParam, charge: string(), payment_intent: string() },
      run(work, params) {
        const { charge, payment_intent: intent } = params
        const within = createdWithin(params.created)
        const key = charge ?? intent
        return page(work, disputes, params, {
          url: '/v1/disputes',
          by: key === undefined ? undefined : [charge === undefined ? 'payment_intent' : 'charge', key],
          keep: dispute => within(dispute) && (intent === undefined || dispute.payment_intent === intent),
        })
      },
    }),
    operation({
      method: 'GET',
      path: '/v1/disputes/:dispute',
      params: {},
      run: (work, _, id) => work.need(disputes, id, 'dispute'),
    }),
    operation({ method: 'POST', path: '/v1/disputes/:dispute', params: updateParams, run: updateDispute }),
    operation({
      method: 'POST',
      path: '/v1/disputes/:dispute/close',
      params: {},
      run(work, _, id) {
        const dispute = work.need(disputes, id, 'dispute')
        checkOpen(dispute)
        return endDispute(work, dispute, isInquiry(dispute) ? 'warning_closed' : 'lost')
      },
    }),
  ],
}
