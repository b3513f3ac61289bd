import type Stripe from 'stripe'
import { defineKind, idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { stripeDecimals } from '#shared/domain/money.ts'

const availableAfterSeconds = 2 * 24 * 60 * 60

export const balanceTransactions = defineKind<Stripe.BalanceTransaction>({
  name: 'balance_transaction',
  prefix: 'txn',
  indexes: { source: transaction => idOf(transaction.source), type: transaction => transaction.type },
  expandable: ['source'],
  // Stored once, as pending; whether it is available is a matter of when one looks.
  view: (transaction, nowMs) => {
    const status = transaction.available_on * 1000 <= nowMs ? 'available' : 'pending'
    return transaction.status === status ? transaction : { ...transaction, status }
  },
})

interface Entry {
  readonly type: Stripe.BalanceTransaction.Type
  readonly reporting_category: string
  readonly amount: number
  readonly currency: string
  readonly source: string
  readonly description: string | null
  readonly fee?: number
  readonly feeDescription?: string
  /** The platform's share of a payment, taken beside Stripe's fee. */
  readonly applicationFee?: number
  readonly application?: string
  /** Available at once instead of two days later. */
  readonly available?: boolean
}

/** What is taken off: Stripe's fee, and the platform's share. */
function feeDetails(entry: Entry): Stripe.BalanceTransaction.FeeDetail[] {
  const { currency, fee = 0, feeDescription = 'Stripe processing fees', applicationFee = 0 } = entry
  const own = { amount: fee, application: null, currency, description: feeDescription, type: 'stripe_fee' }
  const share = {
    amount: applicationFee,
    application: entry.application ?? null,
    currency,
    description: 'Application fee',
    type: 'application_fee',
  }
  return [own, share].filter(({ amount }) => amount !== 0)
}

/** Writes a line of the account's ledger. Amounts are in the minor unit of the charge's currency, net is after fees. */
export function bookBalance(work: Work, entry: Entry): Stripe.BalanceTransaction {
  const { type, reporting_category, amount, currency, source, description } = entry
  const fee = (entry.fee ?? 0) + (entry.applicationFee ?? 0)
  return work.put(balanceTransactions, {
    id: work.id('txn'),
    object: 'balance_transaction',
    amount,
    available_on: entry.available ? work.sandboxNow : work.sandboxNow + availableAfterSeconds,
    balance_type: 'payments',
    created: work.sandboxNow,
    currency,
    description,
    exchange_rate: null,
    fee,
    fee_details: feeDetails(entry),
    net: amount - fee,
    reporting_category,
    source,
    status: entry.available ? 'available' : 'pending',
    type,
  })
}

const scale: Readonly<Record<0 | 2 | 3, number>> = { 0: 1, 2: 100, 3: 1000 }

/** 2.9 % and the equivalent of 30 cents, in the currency's minor unit; never more than the amount. */
export function processingFee(amount: number, currency: string): number {
  const fixed = Math.round(0.3 * scale[stripeDecimals(currency)])
  return Math.min(amount, Math.round(amount * 0.029) + fixed)
}

/** The fee for a received dispute: 15.00 of the currency. */
export const disputeFee = (currency: string): number => 15 * scale[stripeDecimals(currency)]
