import type Stripe from 'stripe'
import { ApiFailure, invalid } from '#server/sandbox/core/api-failure.ts'
import { testClocks } from '#server/sandbox/core/test-clock.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { periodEnd } from '#server/sandbox/resources/subscriptions/period.ts'
import { ended, subscriptions } from '#server/sandbox/resources/subscriptions/subscription.ts'
import { customersOf } from './clock-customers.ts'

type Cadence = Pick<Stripe.Price.Recurring, 'interval' | 'interval_count'>

const twoYears: Cadence = { interval: 'year', interval_count: 2 }

/** How far the clock may go at once: two intervals of its shortest subscription, or two years when it has none. */
function furthest(work: Work, { id, frozen_time }: Stripe.TestHelpers.TestClock): number {
  const billed = customersOf(work, id)
    .flatMap(customer => work.by(subscriptions, 'customer', customer.id))
    .filter(({ status }) => !ended.has(status))
  const cadences = billed.flatMap(({ items }) => items.data.flatMap(({ price }) => price.recurring ?? []))
  const ends = cadences.map(cadence => periodEnd(frozen_time, cadence, 2))
  return ends.length === 0 ? periodEnd(frozen_time, twoYears) : Math.min(...ends)
}

/** @throws {ApiFailure} 429 while the clock is advancing: its objects are not to be touched then. */
export function checkReady({ status }: Stripe.TestHelpers.TestClock): void {
  if (status !== 'advancing') return
  throw new ApiFailure(429, {
    type: 'api_error',
    code: 'rate_limit',
    message: 'Test clock advancement underway - cannot perform modifications',
  })
}

/**
 * Sets a clock on its way; what falls due until then happens one after the other, then it is ready.
 * @throws {ApiFailure} 400 for a time that is not ahead, or too far.
 */
export function advanceClock(work: Work, target: number, id: string): Stripe.TestHelpers.TestClock {
  const clock = work.need(testClocks, id, 'test_clock')
  checkReady(clock)
  if (target <= clock.frozen_time) {
    throw invalid(
      `The new frozen_time (${target}) must be after the test clock's current frozen_time (${clock.frozen_time}).`,
      { param: 'frozen_time' },
    )
  }
  const latest = furthest(work, clock)
  if (target > latest) {
    throw invalid(
      `Cannot advance the test clock to ${target}: it can be advanced at most two intervals of its shortest subscription, or two years without one, which is until ${latest}.`,
      { param: 'frozen_time' },
    )
  }
  work.runClock(id, target * 1000)
  return work.update(
    testClocks,
    clock,
    { status: 'advancing', status_details: { advancing: { target_frozen_time: target } } },
    'test_helpers.test_clock.advancing',
  )
}
