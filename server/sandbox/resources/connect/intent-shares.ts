import type Stripe from 'stripe'
import { invalid, missing } from '#server/sandbox/core/api-failure.ts'
import { connectedAccounts } from '#server/sandbox/core/connected-account.ts'
import { integer, nullable, object, type Parsed, required, string } from '#server/sandbox/core/params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { applicationId } from './application-fee.ts'

/** How a new payment is shared with connected accounts. */
export const shareParams = {
  application_fee_amount: integer({ min: 0 }),
  on_behalf_of: string(),
  transfer_data: object({ amount: integer({ min: 1 }), destination: required(string()) }),
}

/** What of it may be changed later; where the money goes may not. */
export const shareUpdateParams = {
  application_fee_amount: nullable(integer({ min: 0 })),
  transfer_data: object({ amount: integer({ min: 1 }) }),
}

type Given = Parsed<typeof shareParams>
type Shared = 'application' | 'application_fee_amount' | 'on_behalf_of' | 'transfer_data'
type Shares = Partial<Pick<Stripe.PaymentIntent, Shared>>

/** @throws {ApiFailure} 400 when the account cannot be sent money. */
export function needDestination(work: Work, id: string, param: string): Stripe.Account {
  const account = work.account === null ? work.get(connectedAccounts, id) : undefined
  if (!account) throw missing('destination', id, param, 400)
  if (account.capabilities?.transfers === 'active') return account
  throw invalid(
    'Your destination account needs to have at least one of the following capabilities enabled: transfers, crypto_transfers, legacy_payments',
    { code: 'insufficient_capabilities_for_transfer', param },
  )
}

/** @throws {ApiFailure} 400 for a fee that is more than the payment. */
function checkFee(fee: number | null | undefined, amount: number): void {
  if (!fee || fee <= amount) return
  throw invalid('The application fee cannot be greater than the amount of the payment.', {
    param: 'application_fee_amount',
  })
}

/** @throws {ApiFailure} 400 for more than the payment, or a part beside a fee. */
function checkPart(part: number | undefined, fee: number | null | undefined, amount: number): void {
  if (part === undefined) return
  if (fee) {
    throw invalid(
      'You may only specify one of these parameters: application_fee_amount, transfer_data[amount].',
    )
  }
  if (part <= amount) return
  throw invalid('The transfer_data[amount] must be less than or equal to the charge amount.', {
    param: 'transfer_data[amount]',
  })
}

/** What the parameters of a new payment intent of `amount` say of sharing it. @throws {ApiFailure} 400 for what cannot be. */
export function sharesOf(work: Work, given: Given, amount: number): Shares {
  const { application_fee_amount: fee, on_behalf_of: behalf, transfer_data: to } = given
  if (behalf !== undefined && !work.in(null).get(connectedAccounts, behalf)) {
    throw missing('account', behalf, 'on_behalf_of', 400)
  }
  if (to) needDestination(work, to.destination, 'transfer_data[destination]')
  if (fee && !to && work.account === null) {
    throw invalid(
      'Can only apply an application_fee_amount when the PaymentIntent is attempting a direct payment (using an OAuth key or Stripe-Account header) or destination payment (using `transfer_data[destination]`).',
      { param: 'application_fee_amount' },
    )
  }
  checkFee(fee, amount)
  checkPart(to?.amount, fee, amount)
  return {
    application: work.account === null ? null : applicationId,
    application_fee_amount: fee ?? null,
    on_behalf_of: behalf ?? null,
    transfer_data: to ? { destination: to.destination, ...(to.amount ? { amount: to.amount } : {}) } : null,
  }
}

/** What an update changes of it. @throws {ApiFailure} 400 as for a new one. */
export function sharesAfter(
  intent: Stripe.PaymentIntent,
  given: Parsed<typeof shareUpdateParams>,
  amount: number,
): Shares {
  const fee =
    given.application_fee_amount === undefined ? intent.application_fee_amount : given.application_fee_amount
  const before = intent.transfer_data
  if (given.transfer_data && !before) {
    throw invalid('transfer_data[destination] must be set when the PaymentIntent is created.', {
      param: 'transfer_data',
    })
  }
  const part = given.transfer_data?.amount ?? before?.amount
  checkFee(fee, amount)
  checkPart(part, fee, amount)
  return {
    application_fee_amount: fee,
    transfer_data: before && { ...before, ...(part === undefined ? {} : { amount: part }) },
  }
}
