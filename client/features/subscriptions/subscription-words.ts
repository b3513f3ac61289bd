import { shortDate } from '#client/lib/times.ts'
import { isEnded, type Subscription } from '#shared/domain/subscription.ts'

/** `month`, `quarter`, `2 weeks`: what stands behind the slash of a price. */
export function periodWords({ interval, intervalCount }: Subscription['items'][number]): string | null {
  if (interval === null) return null
  if (intervalCount === null || intervalCount === 1) return interval
  return interval === 'month' && intervalCount === 3 ? 'quarter' : `${intervalCount} ${interval}s`
}

/** `Roaster's Choice`, `Filter Club × 2`, and how many items more. */
export function planName({ items }: Subscription): string {
  const [first, ...rest] = items
  if (!first) return 'No items'
  const name =
    first.quantity !== null && first.quantity > 1 ? `${first.name} × ${first.quantity}` : first.name
  return rest.length > 0 ? `${name} + ${rest.length} more` : name
}

/** What comes next, and when: "renews 24 Dec". Nothing where nothing is due. */
export function nextWords(subscription: Subscription, now: number): string | null {
  const { state, currentPeriodEnd, trialEnd, canceledAt, endedAt } = subscription
  if (isEnded(state)) return endedAt === null ? null : `ended ${shortDate(endedAt, now)}`
  if (state === 'canceling') return canceledAt === null ? null : `asked ${shortDate(canceledAt, now)}`
  if (state === 'trialing' && trialEnd !== null) return `first bill ${shortDate(trialEnd, now)}`
  if (state !== 'active' || currentPeriodEnd === null) return null
  return `renews ${shortDate(currentPeriodEnd, now)}`
}

/** The next bill of all that go on: the earliest one, with its amount where it is known. */
export function nextBill(
  subscriptions: readonly Subscription[],
): { at: number; amount: number | null; currency: string } | null {
  const bills = subscriptions
    .filter(({ state }) => state === 'active' || state === 'trialing')
    .flatMap(({ currentPeriodEnd, amount, currency }) =>
      currentPeriodEnd === null ? [] : [{ at: currentPeriodEnd, amount, currency }],
    )
  return bills.sort((one, other) => one.at - other.at)[0] ?? null
}
