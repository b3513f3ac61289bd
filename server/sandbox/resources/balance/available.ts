import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import type { OrderedSet } from '#server/sandbox/core/ordered-set.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { balanceTransactions } from './balance-transaction.ts'

type Line = Stripe.BalanceTransaction

/** The sums of the oldest `count` lines of a balance, all of them available since `sinceSeconds`. */
interface Settled {
  readonly sums: Map<string, number>
  readonly rearranged: number
  count: number
  sinceSeconds: number
}

// Lines are never changed, and only the newest are taken back: the sums of old ones hold.
const settledOf = new WeakMap<OrderedSet<Line>, Settled>()

const add = (sums: Map<string, number>, { currency, net }: Line): void =>
  void sums.set(currency, (sums.get(currency) ?? 0) + net)

/** The lines that are settled now, as far as they stand together at the beginning. */
function settled(lines: OrderedSet<Line>, nowSeconds: number): Settled {
  const { rearranged } = lines
  const known = settledOf.get(lines)
  const holds =
    known?.rearranged === rearranged &&
    known.sinceSeconds <= nowSeconds &&
    known.count <= lines.entries.length
  const sums = holds ? known : { sums: new Map<string, number>(), rearranged, count: 0, sinceSeconds: 0 }
  for (let entry = lines.entries[sums.count]; entry; entry = lines.entries[sums.count]) {
    if (entry.item.available_on > nowSeconds) break
    add(sums.sums, entry.item)
    sums.count += 1
    sums.sinceSeconds = Math.max(sums.sinceSeconds, entry.item.available_on)
  }
  settledOf.set(lines, sums)
  return sums
}

export interface Sums {
  readonly available: ReadonlyMap<string, number>
  readonly pending: ReadonlyMap<string, number>
}

/** What the account has of each currency, in its minor unit: what it can send away now, and what is still to come. */
export function balanceSums(work: Work): Sums {
  const lines = work.core.state.of(balanceTransactions).all
  const now = work.sandboxNow
  const old = settled(lines, now)
  const available = new Map(old.sums)
  const pending = new Map<string, number>()
  for (let at = old.count; at < lines.entries.length; at += 1) {
    const line = lines.entries[at]?.item
    if (line) add(line.available_on <= now ? available : pending, line)
  }
  return { available, pending }
}

/** What the account can send away now, in the currency's minor unit. */
export const availableIn = (work: Work, currency: string): number =>
  balanceSums(work).available.get(currency) ?? 0

/** @throws {ApiFailure} 400 `balance_insufficient` when less than `amount` is available. */
export function checkAvailable(work: Work, amount: number, currency: string): void {
  if (amount <= availableIn(work, currency)) return
  throw invalid(
    'You have insufficient available funds in your Stripe account. Try adding funds directly to your available balance by creating Charges using the 4000000000000077 test card. See: https://docs.stripe.com/testing#available-balance',
    { code: 'balance_insufficient' },
  )
}
