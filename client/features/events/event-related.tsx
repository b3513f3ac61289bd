import { Link } from '@tanstack/react-router'
import { ObjectLink } from '#client/kit/object-link.tsx'
import { SectionHead } from '#client/kit/section-head.tsx'
import { EventStatus } from '#client/kit/status/event-status.tsx'
import type { EventDetail, EventSummary } from '#shared/domain/event.ts'
import { compact, type EventsSearch } from './events-search.ts'
import { ReceivedAt } from './events-table.tsx'

interface RowsProps {
  events: readonly EventSummary[]
  search: EventsSearch
}

/** Events in brief, each opening in this place. */
export function EventRows({ events, search }: RowsProps) {
  return (
    <ul className="border-t">
      {events.map(({ id, type, state, receivedAt }) => (
        <li
          key={id}
          className="relative flex h-9 items-center gap-3 border-b px-6 hover:bg-accent max-sm:px-4"
        >
          <ReceivedAt at={receivedAt} />
          <Link
            to="/events"
            search={compact({ ...search, tab: undefined, event: id })}
            resetScroll={false}
            className="min-w-0 flex-1 truncate font-medium after:absolute after:inset-0"
          >
            {type}
          </Link>
          <EventStatus state={state} />
        </li>
      ))}
    </ul>
  )
}

/** The operation, what the same change made, and the object's other events. */
export function RelatedTab({ event, search }: { event: EventDetail; search: EventsSearch }) {
  const { sameChange, related, operationId, objectId } = event
  const isAlone = sameChange.length + related.length === 0 && operationId === null
  return (
    <div className="pt-2 pb-5">
      {objectId ? (
        <p className="px-6 py-2 max-sm:px-4">
          <span className="text-muted-foreground">About </span>
          <ObjectLink id={objectId} />
        </p>
      ) : null}
      {operationId ? (
        <p className="px-6 py-2 max-sm:px-4">
          <span className="text-muted-foreground">Made by operation </span>
          <code className="font-mono text-xs">{operationId}</code>
        </p>
      ) : null}
      {sameChange.length > 0 ? (
        <>
          <SectionHead title="Same change" count={sameChange.length} className="px-6" />
          <EventRows events={sameChange} search={search} />
        </>
      ) : null}
      {related.length > 0 ? (
        <>
          <SectionHead title="Same object" count={related.length} className="px-6" />
          <EventRows events={related} search={search} />
        </>
      ) : null}
      {isAlone ? (
        <p className="px-6 py-3 text-muted-foreground max-sm:px-4">No other event of this object is here.</p>
      ) : null}
    </div>
  )
}
