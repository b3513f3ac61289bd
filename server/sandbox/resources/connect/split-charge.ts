import type Stripe from 'stripe'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { charges } from '#server/sandbox/resources/charges/charge.ts'
import { collectFee } from './application-fee.ts'
import { sendTransfer } from './transfer.ts'

/** What a direct charge owes to the platform: taken from its money as it is booked. */
export function feeOfDirectCharge(
  work: Work,
  charge: Stripe.Charge,
): { application_fee?: string; application_fee_amount?: number } {
  const { application_fee_amount: wanted, amount_captured, currency, id } = charge
  if (work.account === null || !wanted) return {}
  const amount = Math.min(wanted, amount_captured)
  const fee = collectFee(work, { account: work.account, amount, currency, charge: id })
  return { application_fee: fee.id, application_fee_amount: amount }
}

/** Sends on what a destination charge is for; any other charge stays as it is. */
export function sendOn(work: Work, charge: Stripe.Charge): Stripe.Charge {
  const destination = idOf(charge.transfer_data?.destination)
  if (destination === null || work.account !== null) return charge
  const { amount_captured: whole, application_fee_amount: fee, transfer_data } = charge
  const group = charge.transfer_group ?? `group_${idOf(charge.payment_intent) ?? charge.id}`
  const transfer = sendTransfer(work, {
    amount: Math.min(whole, transfer_data?.amount ?? whole),
    currency: charge.currency,
    destination,
    source: charge,
    group,
    fee: fee === null ? null : Math.min(fee, whole),
  })
  const payment = work.in(destination).get(charges, idOf(transfer.destination_payment) ?? '')
  return work.put(charges, {
    ...charge,
    application_fee: idOf(payment?.application_fee),
    transfer: transfer.id,
    transfer_group: group,
  })
}
