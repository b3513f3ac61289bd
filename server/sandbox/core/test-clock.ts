import type Stripe from 'stripe'
import { defineKind, type Reader, type Stored } from './kind.ts'
import type { Work } from './work.ts'

export const testClocks = defineKind<Stripe.TestHelpers.TestClock>({
  name: 'test_helpers.test_clock',
  prefix: 'clock',
})

/** A test clock that has jobs to run, until which of its moments; gone once they ran. */
export interface ClockRun extends Stored {
  /** The connected account whose clock it is; the platform's has none. */
  readonly account?: string
  readonly untilMs: number
}
export const clockRuns = defineKind<ClockRun>({ name: '_clock_run', shared: true })

/** The test clock that an object lives on, if it lives on one. */
export function clockOf(item: object): string | null {
  if (!('test_clock' in item)) return null
  return typeof item.test_clock === 'string' ? item.test_clock : null
}

/** The moment at which a test clock stands, in milliseconds; `undefined` when it is gone. */
export function frozenMs(reader: Reader, clock: string): number | undefined {
  const found = reader.get(testClocks, clock)
  return found && found.frozen_time * 1000
}

/** Sets a test clock to `ms`, or the whole second after it; it never goes back. */
export function moveTo(work: Work, clock: string, ms: number): void {
  const found = work.get(testClocks, clock)
  const frozen_time = Math.ceil(ms / 1000)
  if (found && frozen_time > found.frozen_time) work.put(testClocks, { ...found, frozen_time })
}

/** A test clock's run is over; one that was advancing is ready again. */
export function arrive(work: Work, { id, untilMs }: ClockRun): void {
  moveTo(work, id, untilMs)
  work.remove(clockRuns, id)
  const found = work.get(testClocks, id)
  if (found?.status !== 'advancing') return
  work.update(testClocks, found, { status: 'ready', status_details: {} }, 'test_helpers.test_clock.ready')
}
