import type Stripe from 'stripe'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import {
  balanceTransactions,
  bookBalance,
  disputeFee,
} from '#server/sandbox/resources/balance/balance-transaction.ts'
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

function bookCounterFee(work: Work, { id, currency }: Stripe.Dispute, amount: number): void {
  bookBalance(work, {
    type: 'stripe_fee',
    reporting_category: 'fee',
    amount,
    currency,
    source: id,
    description: amount < 0 ? 'Dispute countered fee' : 'Dispute countered fee returned',
    available: true,
  })
}

/** Stripe's second fee, for contesting: beside the dispute's own lines, because a win returns it. */
export function chargeCounterFee(work: Work, dispute: Stripe.Dispute): void {
  bookCounterFee(work, dispute, -disputeFee(dispute.currency))
}

/** The bank gives the amount back, and Stripe its fee for contesting; the fee for receiving it stays paid. */
export function reinstateFunds(work: Work, dispute: Stripe.Dispute): Stripe.Dispute {
  const balance_transactions = [...dispute.balance_transactions, book(work, dispute, true)]
  const next = work.put(disputes, { ...dispute, balance_transactions })
  const lines = work.by(balanceTransactions, 'source', dispute.id)
  const paid = lines.filter(({ type }) => type === 'stripe_fee').reduce((sum, { amount }) => sum + amount, 0)
  if (paid < 0) bookCounterFee(work, dispute, -paid)
  work.emit('charge.dispute.funds_reinstated', next)
  return next
}
