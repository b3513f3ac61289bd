import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { refunds } from '#server/sandbox/resources/refunds/refund.ts'
import { applicationFees, giveFeeBack } from './application-fee.ts'
import { reverseTransfer } from './reverse-transfer.ts'
import { transfers } from './transfer.ts'

interface Wanted {
  readonly reverse_transfer?: boolean
  readonly refund_application_fee?: boolean
}

const feeOf = (work: Work, charge: Stripe.Charge): Stripe.ApplicationFee | undefined =>
  work.in(null).get(applicationFees, idOf(charge.application_fee) ?? '')

/** @throws {ApiFailure} 400 for a share to be taken back that was never given. */
export function checkShares(work: Work, charge: Stripe.Charge, wanted: Wanted): void {
  if (wanted.reverse_transfer && !charge.transfer) {
    throw invalid(
      `Cannot reverse transfer on charge ${charge.id} because it does not have an associated transfer.`,
      { param: 'reverse_transfer' },
    )
  }
  if (wanted.refund_application_fee && !feeOf(work, charge)) {
    throw invalid(`Charge ${charge.id} has no application fee to refund.`, {
      param: 'refund_application_fee',
    })
  }
}

/** The part of a share that belongs to a refund, as the refund is to the whole; never more than is left. */
const partOf = (share: number, taken: number, { amount }: Stripe.Refund, whole: number): number =>
  Math.min(share - taken, Math.round((share * amount) / whole))

/** Takes back with a refund what others had of the charge, in proportion. */
export function shareRefund(
  work: Work,
  refund: Stripe.Refund,
  charge: Stripe.Charge,
  wanted: Wanted,
): Stripe.Refund {
  const whole = charge.amount_captured
  const fee = wanted.refund_application_fee ? feeOf(work, charge) : undefined
  const back = fee ? partOf(fee.amount, fee.amount_refunded, refund, whole) : 0
  if (fee && back > 0) giveFeeBack(work, fee, back)
  const transfer = wanted.reverse_transfer ? work.get(transfers, idOf(charge.transfer) ?? '') : undefined
  const amount = transfer ? partOf(transfer.amount, transfer.amount_reversed, refund, whole) : 0
  if (!transfer || amount <= 0) return refund
  const { id } = reverseTransfer(work, transfer, { amount, sourceRefund: refund.id })
  return work.put(refunds, { ...refund, transfer_reversal: id })
}
