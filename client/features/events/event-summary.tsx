import { SectionHead } from '#client/kit/section-head.tsx'
import type { EventDetail } from '#shared/domain/event.ts'
import { EventChanges } from './event-changes.tsx'
import { HandlersTable, RetryNotice } from './event-handlers.tsx'
import { EventRows } from './event-related.tsx'
import type { EventsSearch } from './events-search.ts'

/** What happened in words, what became of it here, and what else the same change made. */
export function SummaryTab({ event, search }: { event: EventDetail; search: EventsSearch }) {
  const done = event.handlers.filter(({ state }) => state === 'processed').length
  const hasRuns = event.handlers.length > 0
  return (
    <div className="pb-5">
      <section className="px-6 pt-4 pb-2 max-sm:px-4">
        <h3 className="mb-2 font-semibold">{event.changes.length > 0 ? 'What changed' : 'What happened'}</h3>
        {event.changes.length > 0 ? <EventChanges changes={event.changes} /> : <p>{event.headline}</p>}
      </section>
      <SectionHead
        title="Handlers"
        count={hasRuns ? `${done} of ${event.handlers.length} done` : undefined}
        className={hasRuns ? 'border-b' : undefined}
      />
      <HandlersTable event={event} />
      <div className="px-6 pt-3 empty:hidden max-sm:px-4">
        <RetryNotice event={event} />
      </div>
      {event.sameChange.length > 0 ? (
        <>
          <SectionHead title="Same change" count={event.sameChange.length} className="mt-2 px-6" />
          <EventRows events={event.sameChange} search={search} />
        </>
      ) : null}
    </div>
  )
}
