import { useInfiniteQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import Clock from 'lucide-react/icons/clock'
import Timer from 'lucide-react/icons/timer'
import { Notice } from '#client/kit/notice.tsx'
import { TabBar, TabLink } from '#client/kit/tab-link.tsx'
import { KeyHint, TableFoot } from '#client/kit/table-foot.tsx'
import { ApiError } from '#client/lib/api.ts'
import { pagesOf } from '#client/lib/endpoint-pages.ts'
import { useNow } from '#client/lib/now.ts'
import { useShortcuts } from '#client/lib/shortcuts.ts'
import { zoneName } from '#client/lib/times.ts'
import type { DisputePage, DisputeView } from '#shared/api/disputes.ts'
import { disputeViews } from '#shared/domain/dispute-views.ts'
import { DisputeTable } from './dispute-table.tsx'
import { disputesQuery } from './disputes-queries.ts'

const viewWords: Record<DisputeView, string> = {
  open: 'Open',
  chargebacks: 'Chargebacks',
  inquiries: 'Inquiries',
  warnings: 'Early fraud warnings',
  review: 'Under review',
  closed: 'Closed',
}

/** Disputes by deadline: the nearest first, the past ones before all. */
export function QueuePage({ view }: { view: DisputeView }) {
  const list = useInfiniteQuery(disputesQuery(view))
  const head = list.data?.pages[0]
  const { rows, isRefreshing, error, retry, more } = pagesOf(list)
  useOpenEvidence()
  return (
    <>
      <header className="flex min-h-14 flex-wrap items-baseline gap-x-3 px-6 pt-3.5 max-sm:px-4">
        <h1 className="text-xl font-semibold tracking-[-0.01em]">Disputes</h1>
        <p className="text-muted-foreground">{head ? urgentInWords(head) : null}</p>
      </header>
      <TabBar label="Views">
        {disputeViews.map(one => (
          <TabLink
            key={one}
            to="/disputes"
            search={one === 'open' ? {} : { view: one }}
            current={one === view}
            count={one === 'closed' ? undefined : head?.counts[one]}
          >
            {viewWords[one]}
          </TabLink>
        ))}
      </TabBar>
      <Legend hasDeadlines={view !== 'review' && view !== 'closed'} />
      <DisputeTable
        view={view}
        // While the copy is being made, none here does not mean that there is none.
        rows={head?.complete === false && rows?.length === 0 ? undefined : rows}
        isRefreshing={isRefreshing}
        problem={error ? problemOf(error, head?.asOf, retry) : undefined}
        partial={head && !head.complete ? <StillCopying /> : null}
      />
      {rows && rows.length > 0 ? (
        <TableFoot shown={rows.length} total={head?.counts[view]} asOf={head?.asOf} more={more}>
          <KeyHint keys={['E']}>evidence</KeyHint>
        </TableFoot>
      ) : null}
    </>
  )
}

/** "2 due in 48 h, 1 past due" */
function urgentInWords({ dueIn48Hours, pastDue }: DisputePage): string {
  const words = [
    dueIn48Hours > 0 ? `${dueIn48Hours} due in 48 h` : '',
    pastDue > 0 ? `${pastDue} past due` : '',
  ]
  return words.filter(Boolean).join(', ') || 'Nothing is due within 48 h'
}

/** What the colours mean, where there are any, and the zone. */
function Legend({ hasDeadlines }: { hasDeadlines: boolean }) {
  const zone = zoneName(useNow())
  return (
    <p className="flex min-h-11 items-center justify-end gap-3 border-b px-6 text-xs text-muted-foreground max-sm:px-4">
      {hasDeadlines ? (
        <>
          <span className="inline-flex items-center gap-1.5 text-destructive">
            <Timer aria-hidden className="size-3.5" />
            under 3 d
          </span>
          <span className="inline-flex items-center gap-1.5 text-warning">
            <Clock aria-hidden className="size-3.5" />
            under 7 d
          </span>
        </>
      ) : null}
      <span>Times in {zone}</span>
    </p>
  )
}

function StillCopying() {
  return (
    <Notice strip tone="info" title="The queue is still being read from Stripe">
      Rows appear as they come; counts and the order are not final yet.
    </Notice>
  )
}

const problemOf = (error: unknown, asOf: number | undefined, onRetry: () => void) => ({
  title: 'The queue could not be read',
  detail: error instanceof Error ? error.message : null,
  requestId: error instanceof ApiError ? error.problem.requestId : undefined,
  ...{ asOf, onRetry },
})

/** `e` on a row opens its case where the writing is. */
function useOpenEvidence(): void {
  const router = useRouter()
  useShortcuts({
    e: () => {
      const row = document.activeElement?.closest('tr')?.querySelector<HTMLAnchorElement>('[data-row-link]')
      const id = row ? new URL(row.href).pathname.split('/').at(-1) : undefined
      if (id) void router.navigate({ to: '/disputes/$id', params: { id }, hash: 'evidence' })
    },
  })
}
