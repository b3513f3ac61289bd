import { createFileRoute } from '@tanstack/react-router'
import { disputesQuery } from '#client/features/disputes/disputes-queries.ts'
import { QueuePage } from '#client/features/disputes/queue-page.tsx'
import { choiceParam } from '#client/lib/search-params.ts'
import type { DisputeView } from '#shared/api/disputes.ts'
import { disputeViews } from '#shared/domain/dispute-views.ts'

/** What is open needs no word in the address. */
const namedViews = disputeViews.filter(view => view !== 'open')

export const Route = createFileRoute('/_desk/disputes/')({
  validateSearch: search => choiceParam(search, 'view', namedViews),
  loaderDeps: ({ search }): { view: DisputeView } => ({ view: search.view ?? 'open' }),
  // Not awaited: the queue shows its own first load, and its own failure.
  loader: ({ context, deps }) => {
    void context.queryClient.prefetchInfiniteQuery(disputesQuery(deps.view))
  },
  component: Queue,
})

function Queue() {
  const { view = 'open' } = Route.useSearch()
  return <QueuePage view={view} />
}
