import { invalid } from '#server/sandbox/core/api-failure.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { balanceTransactions } from './balance-transaction.ts'

/** What the account can send away now, in the currency's minor unit. */
export function availableIn(work: Work, currency: string): number {
  let sum = 0
  for (const { item } of work.core.state.of(balanceTransactions).all.entries) {
    if (item.currency === currency && item.available_on <= work.sandboxNow) sum += item.net
  }
  return sum
}

/** @throws {ApiFailure} 400 `balance_insufficient` when less than `amount` is available. */
export function checkAvailable(work: Work, amount: number, currency: string): void {
  if (amount <= availableIn(work, currency)) return
  throw invalid(
    'You have insufficient available funds in your Stripe account. Try adding funds directly to your available balance by creating Charges using the 4000000000000077 test card. See: https://docs.stripe.com/testing#available-balance',
    { code: 'balance_insufficient' },
  )
}
