import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import { mergeMetadata, metadata } from '#server/sandbox/core/metadata.ts'
import {
  currency,
  integer,
  oneOf,
  type Parsed,
  required,
  type ShapeOf,
  string,
} from '#server/sandbox/core/params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { checkAvailable } from '#server/sandbox/resources/balance/available.ts'
import { charges } from '#server/sandbox/resources/charges/charge.ts'
import { formatMoney } from '#shared/domain/money.ts'
import { needDestination } from './intent-shares.ts'
import { sendTransfer, transfers } from './transfer.ts'

export const createParams = {
  amount: integer({ min: 1 }),
  currency: required(currency()),
  description: string(),
  destination: required(string()),
  metadata: metadata(),
  source_transaction: string(),
  source_type: oneOf('bank_account', 'card', 'fpx'),
  transfer_group: string(),
} satisfies ShapeOf<Stripe.TransferCreateParams>

/** The charge that the money is to be of. @throws {ApiFailure} 400 for one that did not succeed or is of another currency. */
function sourceOf(work: Work, id: string, unit: string): Stripe.Charge {
  const charge = work.need(charges, id, 'source_transaction', 400)
  if (charge.status !== 'succeeded' || !charge.captured) {
    throw invalid(`The charge ${id} has not been captured, and cannot be the source of a transfer.`, {
      param: 'source_transaction',
    })
  }
  if (charge.currency !== unit) {
    throw invalid(
      `The currency of source_transaction's balance transaction (${charge.currency}) must be the same as the transfer currency (${unit})`,
      { param: 'currency' },
    )
  }
  return charge
}

/** What of the charge was not sent on yet. */
function leftOf(work: Work, charge: Stripe.Charge): number {
  const sent = work.by(transfers, 'source_transaction', charge.id)
  return sent.reduce(
    (left, { amount, amount_reversed: back }) => left - amount + back,
    charge.amount_captured,
  )
}

/** Sends money of the platform's to a connected account. @throws {ApiFailure} with each refusal that Stripe has for it. */
export function createTransfer(work: Work, params: Parsed<typeof createParams>): Stripe.Transfer {
  const { currency: unit, destination, source_transaction: sourceId } = params
  needDestination(work, destination, 'destination')
  const source = sourceId === undefined ? undefined : sourceOf(work, sourceId, unit)
  const left = source ? leftOf(work, source) : undefined
  const amount = params.amount ?? left
  if (amount === undefined) {
    throw invalid('Missing required param: amount.', { code: 'parameter_missing', param: 'amount' })
  }
  if (left === undefined) checkAvailable(work, amount, unit)
  else if (amount > left) {
    const shown = [left, amount].map(money => formatMoney({ amount: money, currency: unit }))
    throw invalid(
      `Insufficient funds available on source_transaction: ${shown[0]} is left of the charge, and ${shown[1]} was to be transferred.`,
      { code: 'balance_insufficient', param: 'amount' },
    )
  }
  const charged = source && `group_${idOf(source.payment_intent) ?? source.id}`
  const group = params.transfer_group ?? source?.transfer_group ?? charged ?? null
  if (source && source.transfer_group !== group) work.put(charges, { ...source, transfer_group: group })
  return sendTransfer(work, {
    amount,
    currency: unit,
    destination,
    description: params.description,
    metadata: mergeMetadata({}, params.metadata),
    source,
    group,
  })
}
