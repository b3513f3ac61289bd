import type Stripe from 'stripe'
import type { JobHandlers } from '#server/sandbox/core/job.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { bankAccounts } from '#server/sandbox/resources/connect/external-account.ts'
import { bookBack, payouts } from './payout.ts'

/** How long a payout can still be canceled. */
const leavesAfterMs = 60 * 60 * 1000

/** Accounts that take no money, by their last four digits. https://docs.stripe.com/connect/testing#account-numbers */
const failures: Readonly<Record<string, { code: string; message: string }>> = {
  '1116': { code: 'no_account', message: 'The bank account could not be located.' },
  '1113': { code: 'account_closed', message: 'The bank account has been closed.' },
  '2227': { code: 'insufficient_funds', message: 'Insufficient funds.' },
  '3335': {
    code: 'debit_not_authorized',
    message: 'Debit transactions are not approved on your bank account.',
  },
  '4440': {
    code: 'invalid_currency',
    message: 'The bank was unable to process this payout because of its currency.',
  },
}

/** Has a new payout leave, and arrive on its day. */
export function schedulePayout(work: Work, payout: Stripe.Payout): Stripe.Payout {
  const arrivesInMs = (payout.arrival_date - work.sandboxNow) * 1000
  work.later(Math.min(leavesAfterMs, arrivesInMs), 'payout.leave', payout.id)
  work.later(arrivesInMs, 'payout.arrive', payout.id)
  return payout
}

function leave(work: Work, id: string): void {
  const payout = work.get(payouts, id)
  if (payout?.status !== 'pending') return
  work.update(payouts, payout, { status: 'in_transit' }, 'payout.updated')
}

function arrive(work: Work, id: string): void {
  const payout = work.get(payouts, id)
  if (payout?.status !== 'pending' && payout?.status !== 'in_transit') return
  const bank = work.get(bankAccounts, idOf(payout.destination) ?? '')
  const failure = failures[bank?.last4 ?? '']
  if (failure) fail(work, payout, failure)
  else pay(work, payout)
}

function pay(work: Work, payout: Stripe.Payout): void {
  const trace_id = { status: 'supported', value: `${payout.created}${payout.id.slice(-6)}` }
  const paid = work.put(payouts, { ...payout, status: 'paid', trace_id })
  work.emit('payout.paid', paid)
}

function fail(work: Work, payout: Stripe.Payout, { code, message }: { code: string; message: string }): void {
  const line = bookBack(work, payout, 'payout_failure')
  const failed = work.put(payouts, {
    ...payout,
    status: 'failed',
    failure_balance_transaction: line.id,
    failure_code: code,
    failure_message: message,
  })
  work.emit('payout.failed', failed)
}

export const payoutJobs: JobHandlers = { 'payout.leave': leave, 'payout.arrive': arrive }
