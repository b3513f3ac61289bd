import type { Buyer } from './buyer.ts'
import type { Catalogue, PlanKey } from './catalogue.ts'
import type { Dice } from './dice.ts'
import { dayMs, hourMs, monthMs } from './durations.ts'
import { planSubscription, type Standing, type Story } from './subscribers.ts'
import type { Timeline } from './timeline.ts'

/** How many subscriptions stand how today. */
const standings: readonly { readonly standing: Standing; readonly count: number }[] = [
  { standing: 'canceling', count: 34 },
  { standing: 'canceled', count: 330 },
  { standing: 'collection_paused', count: 12 },
  { standing: 'past_due', count: 14 },
  { standing: 'paused', count: 8 },
  { standing: 'unpaid', count: 12 },
  { standing: 'trialing', count: 26 },
  { standing: 'incomplete', count: 6 },
  { standing: 'incomplete_expired', count: 18 },
  { standing: 'active', count: 1_000 },
]

const popular: readonly [PlanKey, ...PlanKey[]] = [
  'roasters-choice',
  'roasters-choice',
  'roasters-choice',
  'espresso-club',
  'espresso-club',
  'filter-club',
  'decaf-post',
  'decaf-post',
  'office-beans',
  'harvest-box',
]

/** The period of each plan: the usual one, and the shortest that the calendar has. */
const periods: Readonly<Record<PlanKey, { readonly usualMs: number; readonly leastMs: number }>> = {
  'roasters-choice': { usualMs: monthMs, leastMs: 28 * dayMs },
  'espresso-club': { usualMs: monthMs, leastMs: 28 * dayMs },
  'office-beans': { usualMs: monthMs, leastMs: 28 * dayMs },
  'decaf-post': { usualMs: 14 * dayMs, leastMs: 14 * dayMs },
  'filter-club': { usualMs: 3 * monthMs, leastMs: 89 * dayMs },
  'harvest-box': { usualMs: 12 * monthMs, leastMs: 365 * dayMs },
}

/** Registrations move with the seasons: nobody subscribes so soon after theirs that it could come before. */
const afterRegistrationMs = 40 * dayMs
const faithfulAfterMs = 125 * dayMs

/** When the last renewal was, so that the standing is believable. */
function lastAgoMs(dice: Dice, standing: Standing, plan: PlanKey, sinceAgoMs: number): number {
  const within = (leastMs: number, mostMs: number) =>
    Math.min(sinceAgoMs * 0.5, leastMs + dice.unit() * (mostMs - leastMs))
  if (standing === 'canceled') return within(5 * dayMs, 400 * dayMs)
  if (standing === 'past_due') return within(hourMs, 2.5 * dayMs)
  if (standing === 'unpaid') return within(16 * dayMs, 26 * dayMs)
  if (standing === 'incomplete') return within(hourMs, 18 * hourMs)
  if (standing === 'incomplete_expired') return within(2 * dayMs, 40 * dayMs)
  if (standing === 'trialing') return within(hourMs, 20 * dayMs)
  if (standing === 'paused') return within(5 * dayMs, 40 * dayMs)
  return within(hourMs, periods[plan].leastMs - 2 * dayMs)
}

function storyOf(dice: Dice, buyer: Buyer, standing: Standing, wished: PlanKey): Story {
  const last = lastAgoMs(dice, standing, wished, buyer.sinceAgoMs)
  const most = Math.floor((buyer.sinceAgoMs - last - afterRegistrationMs) / periods[wished].usualMs)
  // Whoever came lately has no year behind them.
  if (most < 1 && wished !== 'decaf-post') return storyOf(dice, buyer, standing, 'decaf-post')
  return {
    plan: wished,
    standing,
    renewals: dice.between(Math.ceil(most * 0.6), Math.max(1, most)),
    lastAgoMs: last,
    quantity: wished === 'office-beans' ? dice.between(1, 4) : 1,
  }
}

/** Subscriptions in every state, of people who have been customers for a while. */
export function planSubscriptions(
  timeline: Timeline,
  dice: Dice,
  crowd: readonly Buyer[],
  catalogue: () => Catalogue,
): void {
  const all = standings.flatMap(({ standing, count }) => Array.from({ length: count }, () => standing))
  const faithful = crowd.filter(({ sinceAgoMs }) => sinceAgoMs > faithfulAfterMs)
  for (const [at, standing] of all.entries()) {
    const buyer = faithful[(at * 7) % faithful.length]
    if (buyer)
      planSubscription(timeline, dice, buyer, storyOf(dice, buyer, standing, dice.pick(popular)), catalogue)
  }
}
