import type { EventRecord, Store } from '#server/store/port.ts'
import type { WorkRow } from '#shared/api/work.ts'
import type { EventState } from '#shared/domain/event.ts'
import { listInWords } from './list-in-words.ts'

const looked = 50
/** An event is on its way for a moment; it is work when it stays. */
const lateAfterMs = 60_000

export async function eventRows(store: Store, now: number): Promise<WorkRow[]> {
  const [counts, dead, retrying, received] = await Promise.all([
    store.events.counts(),
    oldest(store, 'dead'),
    oldest(store, 'retrying'),
    oldest(store, 'received'),
  ])
  const isLate = (received[0]?.receivedAt ?? now) < now - lateAfterMs
  const waiting = [...retrying, ...(isLate ? received : [])]
  return [
    eventRow('events_dead', counts.dead, dead),
    eventRow('events_unprocessed', counts.retrying + (isLate ? counts.received : 0), waiting),
  ]
}

const oldest = async (store: Store, state: EventState): Promise<EventRecord[]> =>
  (await store.events.list({ state, limit: looked, order: 'ascending' })).data

const eventRow = (kind: WorkRow['kind'], count: number, events: readonly EventRecord[]): WorkRow => ({
  kind,
  count,
  who: causeOf(events),
  sums: [],
  oldestAt: events.length === 0 ? null : Math.min(...events.map(({ receivedAt }) => receivedAt)),
  dueBy: null,
  opens: null,
})

/** "All wait for one handler, settle-operations: 503 Unavailable" */
function causeOf(events: readonly EventRecord[]): string {
  const failed = events.flatMap(({ handlers }) =>
    handlers.filter(({ state }) => state === 'retrying' || state === 'dead'),
  )
  const names = [...new Set(failed.map(({ handler }) => handler))]
  const error = failed.at(-1)?.error
  if (names.length === 0) return 'Not processed yet'
  if (names.length > 1) return `In ${listInWords(names, ', ')}`
  return `All in one handler, ${names[0]}${error ? `: ${error}` : ''}`
}
