import type Stripe from 'stripe'
import { invalid, missing } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import { createdParam, createdWithin, page, pageParams } from '#server/sandbox/core/list.ts'
import { mergeMetadata, metadata } from '#server/sandbox/core/metadata.ts'
import { operation, type Resource } from '#server/sandbox/core/operation.ts'
import { boolean, integer, type Parsed, type ShapeOf, string } from '#server/sandbox/core/params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { charges } from '#server/sandbox/resources/charges/charge.ts'
import { formatMoney } from '#shared/domain/money.ts'
import { applicationFees, giveFeeBack } from './application-fee.ts'
import { createParams, createTransfer } from './create-transfer.ts'
import { reverseTransfer } from './reverse-transfer.ts'
import { transferReversals, transfers } from './transfer.ts'

const reversalParams = {
  amount: integer({ min: 1 }),
  description: string(),
  metadata: metadata(),
  refund_application_fee: boolean(),
} satisfies ShapeOf<Stripe.TransferCreateReversalParams>

/** The platform's share of what the transfer brought, given back in proportion. */
function shareBack(work: Work, transfer: Stripe.Transfer, amount: number): void {
  const own = work.in(idOf(transfer.destination))
  const payment = own.get(charges, idOf(transfer.destination_payment) ?? '')
  const fee = work.get(applicationFees, idOf(payment?.application_fee) ?? '')
  if (!fee) return
  const part = Math.round((fee.amount * amount) / transfer.amount)
  const back = Math.min(fee.amount - fee.amount_refunded, part)
  if (back > 0) giveFeeBack(work, fee, back)
}

function reverse(work: Work, params: Parsed<typeof reversalParams>, id: string): Stripe.TransferReversal {
  const transfer = work.need(transfers, id)
  const { currency, amount_reversed: gone } = transfer
  const left = transfer.amount - gone
  const amount = params.amount ?? left
  if (transfer.reversed) {
    throw invalid(`Transfer ${id} has already been fully reversed.`, { code: 'transfer_already_reversed' })
  }
  if (amount > left) {
    const shown = [amount, left].map(money => formatMoney({ amount: money, currency }))
    throw invalid(
      `Reversal amount (${shown[0]}) is greater than unreversed amount on transfer (${shown[1]})`,
      {
        param: 'amount',
      },
    )
  }
  if (params.refund_application_fee) shareBack(work, transfer, amount)
  return reverseTransfer(work, transfer, { amount, metadata: mergeMetadata({}, params.metadata) })
}

function needReversal(work: Work, transfer: string, id: string): Stripe.TransferReversal {
  const reversal = work.get(transferReversals, id)
  if (reversal?.transfer === transfer) return reversal
  throw missing('transfer_reversal', id, 'id')
}

const reversalsPath = '/v1/transfers/:transfer/reversals'

export const transferResource: Resource = {
  kinds: [transfers, transferReversals],
  operations: [
    operation({ method: 'POST', path: '/v1/transfers', params: createParams, run: createTransfer }),
    operation({
      method: 'GET',
      path: '/v1/transfers',
      params: { ...pageParams, created: createdParam, destination: string(), transfer_group: string() },
      run(work, params) {
        const { destination, transfer_group: group } = params
        const within = createdWithin(params.created)
        return page(work, transfers, params, {
          url: '/v1/transfers',
          keep: transfer =>
            within(transfer) &&
            (group === undefined || transfer.transfer_group === group) &&
            (destination === undefined || transfer.destination === destination),
        })
      },
    }),
    operation({
      method: 'GET',
      path: '/v1/transfers/:transfer',
      params: {},
      run: (work, _, id) => work.need(transfers, id, 'transfer'),
    }),
    operation({
      method: 'POST',
      path: '/v1/transfers/:transfer',
      params: { description: string(), metadata: metadata() },
      run(work, { description, metadata: change }, id) {
        const transfer = work.need(transfers, id, 'transfer')
        const next = {
          description: description ?? transfer.description,
          metadata: mergeMetadata(transfer.metadata, change),
        }
        return work.update(transfers, transfer, next, 'transfer.updated')
      },
    }),
    operation({ method: 'POST', path: reversalsPath, params: reversalParams, run: reverse }),
    operation({
      method: 'GET',
      path: reversalsPath,
      params: pageParams,
      run(work, params, id) {
        work.need(transfers, id)
        return page(work, transferReversals, params, {
          url: `/v1/transfers/${id}/reversals`,
          by: ['transfer', id],
        })
      },
    }),
    operation({
      method: 'GET',
      path: `${reversalsPath}/:reversal`,
      params: {},
      run: (work, _, transfer, id) => needReversal(work, transfer, id),
    }),
    operation({
      method: 'POST',
      path: `${reversalsPath}/:reversal`,
      params: { metadata: metadata() },
      run(work, { metadata: change }, transfer, id) {
        const reversal = needReversal(work, transfer, id)
        const next = { ...reversal, metadata: mergeMetadata(reversal.metadata ?? {}, change) }
        return work.put(transferReversals, next)
      },
    }),
  ],
}
