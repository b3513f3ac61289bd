import type Stripe from 'stripe'
import { periodEnd } from './period.ts'

const monthly = { interval: 'month' as const, interval_count: 1 }

interface Moments {
  /** When the subscription began. */
  readonly since: number
  /** What the full periods count from. */
  readonly anchor: number
  readonly now: number
}

/** The period of a price that stands at `now`, in whole seconds: up to the anchor, if that is still to come. */
export function firstPeriod({ recurring }: Stripe.Price, { since, anchor, now }: Moments) {
  const cadence = recurring ?? monthly
  if (anchor > now) return { start: now, end: anchor }
  let count = 1
  while (periodEnd(anchor, cadence, count) <= now) count += 1
  const start = count === 1 ? since : periodEnd(anchor, cadence, count - 1)
  return { start, end: periodEnd(anchor, cadence, count) }
}

/** How much of a full period lies between two moments that may span several, or a part of one. */
export function periodsBetween({ recurring }: Stripe.Price, start: number, end: number): number {
  const cadence = recurring ?? monthly
  let count = 0
  while (periodEnd(start, cadence, count + 1) <= end) count += 1
  const from = periodEnd(start, cadence, count)
  return count + (end - from) / (periodEnd(start, cadence, count + 1) - from)
}
