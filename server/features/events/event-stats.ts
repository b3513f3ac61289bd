import type { Store } from '#server/store/port.ts'
import type { EventStats } from '#shared/api/events.ts'
import type { EventState } from '#shared/domain/event.ts'
import type { EventsDeps } from './events-deps.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
const bucketMs = 20 * minuteMs
/** Long enough to be steady, short enough to say what happens now. */
const rateMinutes = 5

const waiting = ['received', 'processing', 'retrying'] as const satisfies readonly EventState[]

/** The last 24 hours in parts of 20 minutes on the clock, the present one at the end. */
export async function eventStats({ store, clock, backfill }: EventsDeps): Promise<EventStats> {
  const now = clock.now()
  const to = (Math.floor(now / bucketMs) + 1) * bucketMs
  const [buckets, day, recent, counts, oldestWaitingAt, covered] = await Promise.all([
    store.events.histogram({ from: to - dayMs, to, buckets: dayMs / bucketMs }),
    store.events.histogram({ from: now - dayMs, to: now + 1, buckets: 1 }),
    store.events.histogram({ from: now - rateMinutes * minuteMs, to: now + 1, buckets: 1 }),
    store.events.counts(),
    oldestWaiting(store),
    backfill.coverage(),
  ])
  return {
    receivedAMinute: Math.round(((recent[0]?.received ?? 0) / rateMinutes) * 10) / 10,
    failed: day[0]?.failed ?? 0,
    received: day[0]?.received ?? 0,
    lagP95Ms: day[0]?.lagP95Ms ?? null,
    waiting: waiting.reduce((sum, state) => sum + counts[state], 0),
    oldestWaitingAt,
    coverage: covered ? { since: covered.since, gaps: covered.gaps } : null,
    buckets: [...buckets],
  }
}

async function oldestWaiting(store: Store): Promise<number | null> {
  const pages = await Promise.all(
    waiting.map(state => store.events.list({ state, limit: 1, order: 'ascending' })),
  )
  const times = pages.flatMap(({ data }) => data.map(({ receivedAt }) => receivedAt))
  return times.length === 0 ? null : Math.min(...times)
}
