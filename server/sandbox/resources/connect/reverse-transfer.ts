import type Stripe from 'stripe'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { bookBalance } from '#server/sandbox/resources/balance/balance-transaction.ts'
import { charges } from '#server/sandbox/resources/charges/charge.ts'
import { refunds } from '#server/sandbox/resources/refunds/refund.ts'
import { transferReversals, transfers } from './transfer.ts'

interface Given {
  readonly amount: number
  readonly metadata?: Stripe.Metadata
  /** The refund that the money is taken back for. */
  readonly sourceRefund?: string
}

/** The connected account gives back what it was paid by the transfer. */
function giveBack(work: Work, transfer: Stripe.Transfer, amount: number, reversal: string): Stripe.Refund {
  const own = work.in(idOf(transfer.destination))
  const id = work.id('pyr')
  const payment = own.need(charges, idOf(transfer.destination_payment) ?? '')
  const line = bookBalance(own, {
    type: 'payment_refund',
    reporting_category: 'refund',
    amount: -amount,
    currency: transfer.currency,
    source: id,
    description: 'REFUND FOR PAYMENT',
  })
  const amount_refunded = payment.amount_refunded + amount
  own.put(charges, { ...payment, amount_refunded, refunded: amount_refunded === payment.amount })
  return own.put(refunds, {
    id,
    object: 'refund',
    amount,
    balance_transaction: line.id,
    charge: payment.id,
    created: work.sandboxNow,
    currency: transfer.currency,
    customer: null,
    customer_account: null,
    metadata: {},
    payment_intent: null,
    payment_method: null,
    reason: null,
    receipt_number: null,
    source_transfer_reversal: reversal,
    status: 'succeeded',
    transfer_reversal: null,
  })
}

/** Takes money back from a connected account; that so much is left of the transfer was checked before. */
export function reverseTransfer(
  work: Work,
  transfer: Stripe.Transfer,
  given: Given,
): Stripe.TransferReversal {
  const { amount, metadata = {}, sourceRefund = null } = given
  const id = work.id('trr')
  const line = bookBalance(work, {
    type: 'transfer_refund',
    reporting_category: 'transfer_reversal',
    amount,
    currency: transfer.currency,
    source: id,
    description: `REFUND FOR TRANSFER (${transfer.id})`,
  })
  const returned = giveBack(work, transfer, amount, id)
  const reversal = work.put(transferReversals, {
    id,
    object: 'transfer_reversal',
    amount,
    balance_transaction: line.id,
    created: work.sandboxNow,
    currency: transfer.currency,
    destination_payment_refund: returned.id,
    metadata,
    source_refund: sourceRefund,
    transfer: transfer.id,
  })
  const amount_reversed = transfer.amount_reversed + amount
  const reversals = { ...transfer.reversals, data: [reversal, ...transfer.reversals.data].slice(0, 10) }
  const next = { ...transfer, amount_reversed, reversed: amount_reversed === transfer.amount, reversals }
  work.put(transfers, next)
  work.emit('transfer.reversed', next)
  return reversal
}
