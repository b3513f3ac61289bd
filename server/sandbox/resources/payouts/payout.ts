import type Stripe from 'stripe'
import { accountId } from '#server/sandbox/core/authenticate.ts'
import { defineKind, idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { bookBalance } from '#server/sandbox/resources/balance/balance-transaction.ts'
import { bankAccounts, buildBankAccount } from '#server/sandbox/resources/connect/external-account.ts'

export const payouts = defineKind<Stripe.Payout>({
  name: 'payout',
  prefix: 'po',
  indexes: { destination: payout => idOf(payout.destination) },
  expandable: [
    'balance_transaction',
    'destination',
    'failure_balance_transaction',
    'original_payout',
    'reversed_by',
  ],
})

/** Where money of this currency is paid out to. The platform has a bank for each; `undefined`: there is none. */
export function bankFor(work: Work, currency: string): Stripe.BankAccount | undefined {
  const known = work
    .by(bankAccounts, 'account', work.account ?? accountId)
    .find(bank => bank.currency === currency && bank.default_for_currency)
  if (known || work.account !== null) return known
  const details = { country: 'US', account_number: '000123456789', routing_number: '110000000' }
  return work.put(bankAccounts, buildBankAccount(work, accountId, { ...details, currency, isDefault: true }))
}

const daySeconds = 24 * 60 * 60

type Given = Pick<Stripe.Payout, 'amount' | 'currency' | 'destination'> & Partial<Stripe.Payout>

/** A payout with its line in the balance; not written yet. `amount` is negative for one that takes money back. */
export function buildPayout(work: Work, given: Given): Stripe.Payout {
  const id = work.id('po')
  const line = bookBalance(work, {
    type: 'payout',
    reporting_category: given.amount < 0 ? 'payout_reversal' : 'payout',
    amount: -given.amount,
    currency: given.currency,
    source: id,
    description: given.description ?? 'STRIPE PAYOUT',
    available: true,
  })
  return {
    id,
    object: 'payout',
    application_fee: null,
    application_fee_amount: null,
    arrival_date: work.sandboxNow + daySeconds,
    automatic: false,
    balance_transaction: line.id,
    created: work.sandboxNow,
    description: null,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    livemode: false,
    metadata: {},
    method: 'standard',
    original_payout: null,
    payout_method: null,
    reconciliation_status: 'not_applicable',
    reversed_by: null,
    source_type: 'card',
    statement_descriptor: null,
    status: 'pending',
    trace_id: null,
    type: 'bank_account',
    ...given,
  }
}

/** Puts the money of a payout that does not arrive back into the balance. */
export const bookBack = (
  work: Work,
  payout: Stripe.Payout,
  type: 'payout_cancel' | 'payout_failure',
): Stripe.BalanceTransaction =>
  bookBalance(work, {
    type,
    reporting_category: 'payout_reversal',
    amount: payout.amount,
    currency: payout.currency,
    source: payout.id,
    description: type === 'payout_cancel' ? 'PAYOUT CANCELED' : 'PAYOUT FAILED',
    available: true,
  })
