import type { EventRecord } from '#server/store/port.ts'
import type { EventIndex } from './event-index.ts'
import { rowFrom } from './row-set.ts'

/** Received events and due retries, the oldest event first. */
export const dueEvents = (index: EventIndex, now: number, limit: number): EventRecord[] => {
  const received = [index.withState('received')]
  const retrying = [index.withState('retrying')]
  const nextReceived = (from: number): number => orEnd(rowFrom(received, from, index.size))
  const nextRetrying = (from: number): number => {
    let row = rowFrom(retrying, from, index.size)
    while (row >= 0 && (index.due.dueAt(row) ?? 0) > now) row = rowFrom(retrying, row + 1, index.size)
    return orEnd(row)
  }
  const anyRetryDue = (index.due.earliest() ?? Number.POSITIVE_INFINITY) <= now
  const rows: number[] = []
  let first = nextReceived(0)
  let second = anyRetryDue ? nextRetrying(0) : Number.POSITIVE_INFINITY
  while (rows.length < limit && Math.min(first, second) < index.size) {
    rows.push(Math.min(first, second))
    if (first < second) first = nextReceived(first + 1)
    else second = nextRetrying(second + 1)
  }
  return rows.map(row => index.record(row))
}

const orEnd = (row: number): number => (row < 0 ? Number.POSITIVE_INFINITY : row)
