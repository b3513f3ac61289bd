import type Stripe from 'stripe'
import { invalid, missing } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import { createdParam, createdWithin, page, pageParams } from '#server/sandbox/core/list.ts'
import { mergeMetadata, metadata } from '#server/sandbox/core/metadata.ts'
import { operation, type Resource } from '#server/sandbox/core/operation.ts'
import { integer, type Parsed, type ShapeOf, string } from '#server/sandbox/core/params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { formatMoney } from '#shared/domain/money.ts'
import { applicationFees, feeRefunds, giveFeeBack } from './application-fee.ts'

const refundParams = {
  amount: integer({ min: 1 }),
  metadata: metadata(),
} satisfies ShapeOf<Stripe.ApplicationFeeCreateRefundParams>

function refund(work: Work, params: Parsed<typeof refundParams>, id: string): Stripe.FeeRefund {
  const fee = work.need(applicationFees, id)
  const { currency } = fee
  const left = fee.amount - fee.amount_refunded
  const amount = params.amount ?? left
  if (fee.refunded) {
    throw invalid(`Application fee ${id} has already been refunded.`, { code: 'charge_already_refunded' })
  }
  if (amount > left) {
    const shown = [amount, left].map(money => formatMoney({ amount: money, currency }))
    throw invalid(`Refund amount (${shown[0]}) is greater than unrefunded amount on fee (${shown[1]})`, {
      param: 'amount',
    })
  }
  return giveFeeBack(work, fee, amount, mergeMetadata({}, params.metadata))
}

function needRefund(work: Work, fee: string, id: string): Stripe.FeeRefund {
  const found = work.get(feeRefunds, id)
  if (found?.fee === fee) return found
  throw missing('fee_refund', id, 'id')
}

const refundsPath = '/v1/application_fees/:fee/refunds'

export const applicationFeeResource: Resource = {
  kinds: [applicationFees, feeRefunds],
  operations: [
    operation({
      method: 'GET',
      path: '/v1/application_fees',
      params: { ...pageParams, charge: string(), created: createdParam },
      run(work, params) {
        const { charge } = params
        const within = createdWithin(params.created)
        return page(work, applicationFees, params, {
          url: '/v1/application_fees',
          keep: fee =>
            within(fee) &&
            (charge === undefined ||
              charge === idOf(fee.charge) ||
              charge === idOf(fee.originating_transaction)),
        })
      },
    }),
    operation({
      method: 'GET',
      path: '/v1/application_fees/:fee',
      params: {},
      run: (work, _, id) => work.need(applicationFees, id),
    }),
    operation({ method: 'POST', path: refundsPath, params: refundParams, run: refund }),
    operation({
      method: 'GET',
      path: refundsPath,
      params: pageParams,
      run(work, params, id) {
        work.need(applicationFees, id)
        return page(work, feeRefunds, params, { url: `/v1/application_fees/${id}/refunds`, by: ['fee', id] })
      },
    }),
    operation({
      method: 'GET',
      path: `${refundsPath}/:refund`,
      params: {},
      run: (work, _, fee, id) => needRefund(work, fee, id),
    }),
    operation({
      method: 'POST',
      path: `${refundsPath}/:refund`,
      params: { metadata: metadata() },
      run(work, { metadata: change }, fee, id) {
        const found = needRefund(work, fee, id)
        return work.put(feeRefunds, { ...found, metadata: mergeMetadata(found.metadata ?? {}, change) })
      },
    }),
  ],
}
