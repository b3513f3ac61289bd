import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { TableFoot } from '#client/kit/table-foot.tsx'
import { tableProblem } from '#client/kit/table-problem.ts'
import { pagesOf } from '#client/lib/endpoint-pages.ts'
import { Button } from '#client/ui/button.tsx'
import { cn } from '#client/ui/class-names.ts'
import type { EventStats } from '#shared/api/events.ts'
import type { EventState } from '#shared/domain/event.ts'
import { EventPanel } from './event-panel.tsx'
import { EventsFilterBar } from './events-filters.tsx'
import { EventsHistogram } from './events-histogram.tsx'
import { eventStatsQuery, eventsQuery } from './events-queries.ts'
import { compact, type EventFilters, type EventsSearch, filtersOf } from './events-search.ts'
import { EventsStrip } from './events-strip.tsx'
import { EventsTable } from './events-table.tsx'
import { useTail } from './use-tail.ts'

/** The feed: how it does, when, what, and the event that is open beside it. On a small screen the event stands alone. */
export function EventsPage({ search }: { search: EventsSearch }) {
  const navigate = useNavigate()
  const filters = filtersOf(search)
  const list = useInfiniteQuery(eventsQuery(filters))
  const { readAt, retry, more } = pagesOf(list)
  const { data: stats } = useQuery(eventStatsQuery)
  const pages = list.data?.pages
  const tail = useTail(
    pages?.flatMap(page => page.data),
    search.event !== undefined,
    JSON.stringify(filters),
  )
  const filterBy = (next: EventFilters): void =>
    void navigate({ to: '/events', search: compact({ ...next, event: search.event, tab: search.tab }) })
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className={cn('shrink-0', search.event && 'max-desk:hidden')}>
        <EventsStrip stats={stats} tailIsOn={tail.isOn} onTail={tail.toggle} />
        {stats ? (
          <EventsHistogram
            buckets={stats.buckets}
            from={search.from}
            to={search.to}
            onRange={range => filterBy({ ...filters, ...range })}
          />
        ) : (
          <div className="h-20 border-b" />
        )}
        <EventsFilterBar
          filters={filters}
          onChange={filterBy}
          summary={summaryOf(filters, stats, pages?.[0]?.counts)}
        />
      </div>
      <div className={cn('flex min-h-0 flex-1', search.event && 'divide-x')}>
        <div
          className={cn(
            'min-w-0 flex-1 overflow-y-auto',
            search.event && 'max-w-172 basis-172 max-desk:hidden',
          )}
        >
          {tail.held > 0 ? <Held count={tail.held} onShow={tail.toggle} /> : null}
          <EventsTable
            rows={tail.rows}
            search={search}
            isNew={tail.isNew}
            isRefreshing={list.isFetching && list.isPlaceholderData}
            problem={tableProblem('The events could not be read', { error: list.error, readAt, retry })}
            onClear={() => filterBy({})}
          />
          {tail.rows && tail.rows.length > 0 ? (
            <TableFoot shown={tail.rows.length} asOf={readAt} more={more} />
          ) : null}
        </div>
        {search.event ? <EventPanel key={search.event} id={search.event} search={search} /> : null}
      </div>
    </div>
  )
}

function Held({ count, onShow }: { count: number; onShow: () => void }) {
  return (
    <div className="flex h-9 items-center justify-center gap-2 border-b bg-muted text-xs" role="status">
      {count === 1 ? '1 new event' : `${count} new events`}
      <Button variant="link" className="text-xs" onClick={onShow}>
        Show
      </Button>
    </div>
  )
}

const waiting: readonly EventState[] = ['received', 'processing', 'retrying']

/** Counts that are known without reading every row: of all, of one state, or of the range that the histogram shows. */
function summaryOf(
  { state, type, object, from, to }: EventFilters,
  stats: EventStats | undefined,
  counts: Partial<Record<EventState, number>> | undefined,
): string {
  if (!counts || type || object) return ''
  const say = (count: number): string => `${count.toLocaleString('en')} ${count === 1 ? 'event' : 'events'}`
  if (from !== undefined || to !== undefined) {
    if (!stats?.buckets.some(bucket => bucket.from === from) || state) return ''
    const inside = stats.buckets.filter(
      bucket => bucket.from >= (from ?? 0) && bucket.from < (to ?? Infinity),
    )
    const sum = inside.reduce((total, { received }) => total + received, 0)
    const failed = inside.reduce((total, bucket) => total + bucket.failed, 0)
    return `${say(sum)}, ${failed.toLocaleString('en')} with a failed run`
  }
  if (state) return say(counts[state] ?? 0)
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const unprocessed = waiting.reduce((sum, one) => sum + (counts[one] ?? 0), 0)
  return `${say(all)}, ${unprocessed.toLocaleString('en')} unprocessed`
}
