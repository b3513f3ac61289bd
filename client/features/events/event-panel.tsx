import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import ChevronLeft from 'lucide-react/icons/chevron-left'
import X from 'lucide-react/icons/x'
import { Notice } from '#client/kit/notice.tsx'
import { TabBar, TabLink } from '#client/kit/tab-link.tsx'
import { ApiError } from '#client/lib/api.ts'
import { useShortcuts } from '#client/lib/shortcuts.ts'
import { Button, buttonVariants } from '#client/ui/button.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import type { EventDetail } from '#shared/domain/event.ts'
import { DeliveriesTab } from './event-deliveries.tsx'
import { HandlersTab } from './event-handlers.tsx'
import { EventHead } from './event-head.tsx'
import { PayloadTab } from './event-payload.tsx'
import { RelatedTab } from './event-related.tsx'
import { SummaryTab } from './event-summary.tsx'
import { eventQuery } from './events-queries.ts'
import { compact, type EventsSearch, type EventTab, eventTabs, filtersOf } from './events-search.ts'

/** The open event, at the right of the list or alone. */
export function EventPanel({ id, search }: { id: string; search: EventsSearch }) {
  const event = useQuery(eventQuery(id))
  const navigate = useNavigate()
  const closed = { to: '/events', search: filtersOf(search) } as const
  useShortcuts({ Escape: () => void navigate({ ...closed, resetScroll: false }) })
  return (
    <section aria-label="Event" className="relative min-w-0 flex-1 overflow-y-auto desk:min-w-112">
      <Link
        {...closed}
        className="flex h-11 items-center gap-1 border-b px-4 font-medium desk:hidden"
        resetScroll={false}
      >
        <ChevronLeft aria-hidden className="size-4 text-muted-foreground" />
        All events
      </Link>
      <h1 className="sr-only desk:hidden">Event</h1>
      {event.data ? (
        <Opened event={event.data} search={search} />
      ) : event.isError ? (
        <Failed error={event.error} onRetry={() => void event.refetch()} />
      ) : (
        <Loading />
      )}
    </section>
  )
}

const tabWords: Record<EventTab, string> = {
  summary: 'Summary',
  payload: 'Payload',
  deliveries: 'Deliveries',
  handlers: 'Handlers',
  related: 'Related',
}

function Opened({ event, search }: { event: EventDetail; search: EventsSearch }) {
  const { tab = 'summary' } = search
  const counts: Partial<Record<EventTab, number>> = {
    deliveries: event.deliveryCount,
    handlers: event.handlers.length,
    related: event.sameChange.length + event.related.length,
  }
  return (
    <>
      <EventHead event={event} closed={filtersOf(search)} />
      <TabBar label="Event" className="px-6 max-sm:px-4">
        {eventTabs.map(one => (
          <TabLink
            key={one}
            to="/events"
            search={compact({ ...search, tab: one === 'summary' ? undefined : one })}
            resetScroll={false}
            current={one === tab}
            count={counts[one]}
          >
            {tabWords[one]}
          </TabLink>
        ))}
      </TabBar>
      {tab === 'summary' ? <SummaryTab event={event} search={search} /> : null}
      {tab === 'payload' ? <PayloadTab id={event.id} /> : null}
      {tab === 'deliveries' ? <DeliveriesTab event={event} /> : null}
      {tab === 'handlers' ? <HandlersTab event={event} /> : null}
      {tab === 'related' ? <RelatedTab event={event} search={search} /> : null}
    </>
  )
}

function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const isAbsent = error instanceof ApiError && error.code === 'not_found'
  return (
    <div className="p-6">
      <Notice
        tone={isAbsent ? 'info' : 'destructive'}
        title={isAbsent ? 'There is no such event here' : 'This event could not be read'}
        actions={
          isAbsent ? (
            <Link to="/events" className={buttonVariants({ size: 'bar' })}>
              <X aria-hidden />
              Close
            </Link>
          ) : (
            <Button size="bar" onClick={onRetry}>
              Try again
            </Button>
          )
        }
      >
        {isAbsent
          ? 'It may not have arrived yet, or belong to another account.'
          : error instanceof Error && error.message}
      </Notice>
    </div>
  )
}

function Loading() {
  return (
    <div className="flex flex-col gap-3 px-6 py-4" aria-busy="true">
      <Skeleton className="w-64" />
      <Skeleton className="w-48" />
      <Skeleton className="w-80" />
    </div>
  )
}
