import type Stripe from 'stripe'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { bookBalance, disputeFee } from '#server/sandbox/resources/balance/balance-transaction.ts'
import { disputes } from './dispute.ts'

function book(work: Work, dispute: Stripe.Dispute, back: boolean): Stripe.BalanceTransaction {
  const { amount, currency } = dispute
  return bookBalance(work, {
    type: 'adjustment',
    reporting_category: back ? 'dispute_reversal' : 'dispute',
    amount: back ? amount : -amount,
    currency,
    source: dispute.id,
    description: `Chargeback ${back ? 'reversal' : 'withdrawal'} for ${idOf(dispute.charge)}`,
    ...(back ? {} : { fee: disputeFee(currency), feeDescription: 'Dispute fee' }),
    available: true,
  })
}

/** The bank takes the amount, and Stripe its fee. The dispute is written; the event is the caller's, in Stripe's order. */
export function withdrawFunds(work: Work, dispute: Stripe.Dispute): Stripe.Dispute {
  const balance_transactions = [...dispute.balance_transactions, book(work, dispute, false)]
  return work.put(disputes, { ...dispute, balance_transactions })
}

/** The bank gives the amount back; the fee stays paid. */
export function reinstateFunds(work: Work, dispute: Stripe.Dispute): Stripe.Dispute {
  const balance_transactions = [...dispute.balance_transactions, book(work, dispute, true)]
  const next = work.put(disputes, { ...dispute, balance_transactions })
  work.emit('charge.dispute.funds_reinstated', next)
  return next
}
