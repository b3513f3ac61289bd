import type Stripe from 'stripe'
import { defineKind, idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { balanceTransactions, bookBalance } from '#server/sandbox/resources/balance/balance-transaction.ts'
import { charges } from '#server/sandbox/resources/charges/charge.ts'
import { applicationId, collectFee } from './application-fee.ts'
import { buildDestinationPayment } from './destination-payment.ts'

export const transfers = defineKind<Stripe.Transfer>({
  name: 'transfer',
  prefix: 'tr',
  indexes: { source_transaction: transfer => idOf(transfer.source_transaction) },
  expandable: ['balance_transaction', 'destination', 'source_transaction'],
})

export const transferReversals = defineKind<Stripe.TransferReversal>({
  name: 'transfer_reversal',
  prefix: 'trr',
  indexes: { transfer: reversal => idOf(reversal.transfer) },
  expandable: ['balance_transaction', 'source_refund', 'transfer'],
})

interface Given {
  readonly amount: number
  readonly currency: string
  readonly destination: string
  readonly description?: string | undefined
  readonly metadata?: Stripe.Metadata
  /** The charge that the money is of: it becomes available when the charge's does. */
  readonly source?: Stripe.Charge | undefined
  readonly group?: string | null | undefined
  /** The platform's share, taken back from what arrives. */
  readonly fee?: number | null
}

/** Money that stems from a charge waits until the charge's does; other money was available before it is sent. */
function waits(work: Work, { source }: Given): boolean {
  const line = work.get(balanceTransactions, idOf(source?.balance_transaction) ?? '')
  return line !== undefined && line.available_on > work.sandboxNow
}

/** What arrives in the connected account: a payment, less the platform's share. */
function receive(work: Work, id: string, given: Given): Stripe.Charge {
  const { amount, currency, destination, source, group = null, fee = null } = given
  const own = work.in(destination)
  const payment = buildDestinationPayment(own, { amount, currency, transfer: id, group })
  const originating = source ? { originating: source.id } : {}
  const share = fee
    ? collectFee(work, { account: destination, amount: fee, currency, charge: payment.id, ...originating })
    : null
  const line = bookBalance(own, {
    type: 'payment',
    reporting_category: 'charge',
    amount,
    currency,
    source: payment.id,
    description: null,
    available: !waits(work, given),
    ...(share ? { applicationFee: share.amount, application: applicationId } : {}),
  })
  return own.put(charges, {
    ...payment,
    application_fee: share?.id ?? null,
    application_fee_amount: share?.amount ?? null,
    balance_transaction: line.id,
  })
}

/** Sends money to a connected account; that it may be sent was checked before. */
export function sendTransfer(work: Work, given: Given): Stripe.Transfer {
  const { amount, currency, destination, description = null, metadata = {}, source, group = null } = given
  const id = work.id('tr')
  const line = bookBalance(work, {
    type: 'transfer',
    reporting_category: 'transfer',
    amount: -amount,
    currency,
    source: id,
    description,
    available: !waits(work, given),
  })
  const payment = receive(work, id, given)
  const transfer: Stripe.Transfer = {
    id,
    object: 'transfer',
    amount,
    amount_reversed: 0,
    balance_transaction: line.id,
    created: work.sandboxNow,
    currency,
    description,
    destination,
    destination_payment: payment.id,
    livemode: false,
    metadata,
    reversals: { object: 'list', data: [], has_more: false, url: `/v1/transfers/${id}/reversals` },
    reversed: false,
    source_transaction: source?.id ?? null,
    source_type: 'card',
    transfer_group: group,
  }
  return work.create(transfers, transfer, 'transfer.created')
}
