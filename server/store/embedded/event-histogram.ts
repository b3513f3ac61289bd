import type { HistogramBucket } from '#server/store/port.ts'
import { flags } from './event-columns.ts'
import type { EventIndex } from './event-index.ts'
import { chunkRows } from './row-set.ts'

interface Gathered {
  received: number
  failed: number
  readonly lagsMs: number[]
}

const percentile = 0.95

/** The nearest-rank percentile: the smallest value that 95 of 100 do not exceed. */
const p95 = (values: readonly number[]): number | null => {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.ceil(percentile * sorted.length) - 1] ?? null
}

export const eventHistogram = (
  index: EventIndex,
  query: { from: number; to: number; buckets: number },
): HistogramBucket[] => {
  const { from, to, buckets } = query
  const width = (to - from) / buckets
  const gathered = Array.from({ length: buckets }, (): Gathered => ({ received: 0, failed: 0, lagsMs: [] }))
  for (let row = 0; row < index.size; row += 1) {
    if (row % chunkRows === 0 && !index.receivedSpans.mayHold(row, from, to)) {
      row += chunkRows - 1
      continue
    }
    const receivedAt = index.columns.receivedAt.get(row)
    const bucket = receivedAt < to ? gathered[Math.floor((receivedAt - from) / width)] : undefined
    if (!bucket) continue
    bucket.received += 1
    const rowFlags = index.columns.flags.get(row)
    if (rowFlags & flags.failed) bucket.failed += 1
    if (!(rowFlags & flags.backfill)) bucket.lagsMs.push(receivedAt - index.columns.createdAt.get(row))
  }
  return gathered.map(({ received, failed, lagsMs }, position) => ({
    from: from + position * width,
    received,
    failed,
    lagP95Ms: p95(lagsMs),
  }))
}
