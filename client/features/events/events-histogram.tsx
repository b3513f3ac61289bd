import { clockTime, weekday } from '#client/lib/times.ts'
import { cn } from '#client/ui/class-names.ts'
import type { EventStats } from '#shared/api/events.ts'
import { type BrushHandle, type BrushRange, moved, useBrush } from './brush.ts'

type Bucket = EventStats['buckets'][number]

export interface EventsHistogramProps {
  buckets: readonly Bucket[]
  from: number | undefined
  to: number | undefined
  onRange: (range: { from: number; to: number }) => void
}

const height = 48

/** Events of 24 hours in parts of 20 minutes; dragging over it chooses a range, arrow keys move its ends. */
export function EventsHistogram({ buckets, from, to, onRange }: EventsHistogramProps) {
  const width = widthOf(buckets)
  const choose = ({ first, last }: BrushRange): void => {
    const start = buckets[first]?.from
    const end = buckets[last]?.from
    if (start !== undefined && end !== undefined) onRange({ from: start, to: end + width })
  }
  const range = rangeOf(buckets, from, to)
  const { field, shown, pointer } = useBrush(buckets.length, range, choose)
  const most = Math.max(1, ...buckets.map(({ received }) => received))
  return (
    <section aria-label="Events of 24 hours" className="border-b px-6 pt-2 pb-1 max-sm:px-4">
      <div
        ref={field}
        {...pointer}
        className="relative flex touch-none items-end gap-px border-b select-none"
        style={{ height }}
      >
        {shown ? <Selection range={shown} count={buckets.length} /> : null}
        {buckets.map((bucket, index) => (
          <Bar key={bucket.from} bucket={bucket} most={most} isIn={isInside(shown, index)} />
        ))}
        {shown && range ? (
          <Ends range={shown} buckets={buckets} onMove={next => choose(next)} bucketMs={width} />
        ) : null}
      </div>
      <Axis buckets={buckets} />
    </section>
  )
}

const widthOf = (buckets: readonly Bucket[]): number => (buckets[1]?.from ?? 0) - (buckets[0]?.from ?? 0)
const isInside = (range: BrushRange | undefined, index: number): boolean =>
  range !== undefined && index >= range.first && index <= range.last

/** The buckets that the filter touches; `undefined` when there is no filter, or none of it is here. */
function rangeOf(buckets: readonly Bucket[], from?: number, to?: number): BrushRange | undefined {
  if (from === undefined && to === undefined) return undefined
  const width = widthOf(buckets)
  const inside = buckets.flatMap((bucket, index) =>
    bucket.from + width > (from ?? 0) && bucket.from < (to ?? Number.POSITIVE_INFINITY) ? [index] : [],
  )
  const [first] = inside
  const last = inside.at(-1)
  return first === undefined || last === undefined ? undefined : { first, last }
}

const share = (part: number, whole: number): string => `${(part / whole) * 100}%`

function Bar({ bucket, most, isIn }: { bucket: Bucket; most: number; isIn: boolean }) {
  const { received, failed } = bucket
  return (
    <span className="pointer-events-none relative flex h-full flex-1 flex-col justify-end">
      {failed > 0 ? (
        <span className="mb-px min-h-0.5 bg-destructive" style={{ height: share(failed, most) }} />
      ) : null}
      {received > failed ? (
        <span
          className={cn('min-h-px', isIn ? 'bg-chart-1' : 'bg-chart-4/55')}
          style={{ height: share(received - failed, most) }}
        />
      ) : null}
    </span>
  )
}

function Selection({ range, count }: { range: BrushRange; count: number }) {
  return (
    <span
      className="pointer-events-none absolute inset-y-0 -top-1 border-x-2 border-primary bg-selected"
      style={{ left: share(range.first, count), right: share(count - 1 - range.last, count) }}
    />
  )
}

interface EndsProps {
  range: BrushRange
  buckets: readonly Bucket[]
  bucketMs: number
  onMove: (range: BrushRange) => void
}

/** The two ends as sliders, so that a range can be set without a pointer. */
function Ends({ range, buckets, bucketMs, onMove }: EndsProps) {
  const ends: { handle: BrushHandle; label: string; left: string; index: number; at: number }[] = [
    {
      handle: 'first',
      label: 'Received from',
      left: share(range.first, buckets.length),
      index: range.first,
      at: buckets[range.first]?.from ?? 0,
    },
    {
      handle: 'last',
      label: 'Received to',
      left: share(range.last + 1, buckets.length),
      index: range.last,
      at: (buckets[range.last]?.from ?? 0) + bucketMs,
    },
  ]
  return ends.map(({ handle, label, left, index, at }) => (
    <span
      key={handle}
      data-handle={handle}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={buckets.length - 1}
      aria-valuenow={index}
      aria-valuetext={clockTime(at)}
      onKeyDown={event => {
        const next = moved(range, handle, event.key, buckets.length)
        if (!next) return
        event.preventDefault()
        onMove(next)
      }}
      className="absolute top-1/2 h-6 w-6 -translate-1/2 cursor-ew-resize after:absolute after:top-1/2 after:left-1/2 after:h-3 after:w-1.5 after:-translate-1/2 after:rounded-[2px] after:bg-primary after:content-['']"
      style={{ left }}
    />
  ))
}

/** First, quarters and last; the day where it begins or changes. */
function Axis({ buckets }: { buckets: readonly Bucket[] }) {
  const last = buckets.length - 1
  const indexes = [0, 1, 2, 3].map(quarter => Math.round((quarter / 4) * buckets.length))
  const end = (buckets[last]?.from ?? 0) + widthOf(buckets)
  return (
    <div aria-hidden className="relative mt-0.5 h-4 text-2xs text-muted-foreground tabular-nums">
      {indexes.map((index, position) => {
        const at = buckets[index]?.from ?? 0
        const before = buckets[indexes[position - 1] ?? 0]?.from ?? 0
        const isNewDay = position === 0 || weekday(at) !== weekday(before)
        return (
          <span
            key={at}
            className={cn('absolute whitespace-nowrap', position > 0 && '-translate-x-1/2')}
            style={{ left: share(index, buckets.length) }}
          >
            {isNewDay ? `${weekday(at)} ` : ''}
            {clockTime(at)}
          </span>
        )
      })}
      <span className="absolute right-0">{clockTime(end)}</span>
    </div>
  )
}
