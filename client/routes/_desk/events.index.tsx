import { createFileRoute } from '@tanstack/react-router'
import { EventsPage } from '#client/features/events/events-page.tsx'
import { eventQuery, eventStatsQuery, eventsQuery } from '#client/features/events/events-queries.ts'
import { filtersOf, readEventsSearch } from '#client/features/events/events-search.ts'

export const Route = createFileRoute('/_desk/events/')({
  validateSearch: readEventsSearch,
  loaderDeps: ({ search: { tab: _, ...deps } }) => deps,
  // Not awaited: each part of the page shows its own first load, and its own failure.
  loader: ({ context: { queryClient }, deps }) => {
    void queryClient.prefetchInfiniteQuery(eventsQuery(filtersOf(deps)))
    void queryClient.prefetchQuery(eventStatsQuery)
    if (deps.event !== undefined) void queryClient.prefetchQuery(eventQuery(deps.event))
  },
  component: Events,
})

function Events() {
  return <EventsPage search={Route.useSearch()} />
}
