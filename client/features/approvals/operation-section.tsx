import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ProblemStrip, RefreshBar } from '#client/kit/data-table-states.tsx'
import { SectionHead } from '#client/kit/section-head.tsx'
import { ApiError } from '#client/lib/api.ts'
import { deskTime } from '#client/lib/now.ts'
import { Button } from '#client/ui/button.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import type { operationsQuery } from './approvals-queries.ts'
import type { ApprovalsSearch } from './approvals-search.ts'
import { OperationItem } from './operation-item.tsx'
import { RequestBody } from './request-body.tsx'

interface OperationSectionProps {
  title: string
  query: ReturnType<typeof operationsQuery>
  search: ApprovalsSearch
  /** The title only for those who cannot see that the page has said it. */
  quietTitle?: boolean
  withState?: boolean
  /** The first one is open when the address names none. */
  opensFirst?: boolean
  /** Instead of nothing; without it an empty section is not there. */
  empty?: ReactNode
}

/** One list of operations, with its own loading, failure and emptiness. */
export function OperationSection(props: OperationSectionProps) {
  const { title, query, search, quietTitle, withState, opensFirst, empty } = props
  const list = useInfiniteQuery(query)
  const rows = list.data?.pages.flatMap(page => page.data)
  const total = list.data?.pages[0]?.total ?? 0
  if (rows?.length === 0 && !list.isError) return empty ?? null
  if (!rows && !list.isError && !empty) return null
  const open = search.open ?? (opensFirst ? rows?.[0]?.id : undefined)
  return (
    <section className="relative">
      {list.isFetching && rows ? <RefreshBar /> : null}
      {quietTitle ? <h2 className="sr-only">{title}</h2> : <SectionHead title={title} count={total} />}
      {list.isError ? (
        <ProblemStrip
          title="These could not be read"
          detail={list.error.message}
          requestId={list.error instanceof ApiError ? list.error.problem.requestId : undefined}
          asOf={deskTime(list.dataUpdatedAt) || undefined}
          onRetry={() => void list.refetch()}
        />
      ) : null}
      {rows || list.isError ? null : <SkeletonItems />}
      <ul className={quietTitle ? '' : 'border-t'}>
        {rows?.map(operation => (
          <OperationItem
            key={operation.id}
            operation={operation}
            search={search}
            isOpen={operation.id === open}
            withState={withState ?? false}
          >
            <RequestBody operation={operation} search={search} />
          </OperationItem>
        ))}
      </ul>
      {list.hasNextPage ? (
        <div className="px-6 py-2 max-sm:px-4">
          <Button size="bar" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            Show more
          </Button>
        </div>
      ) : null}
    </section>
  )
}

function SkeletonItems() {
  return (
    <div role="status" aria-label="Loading">
      {[0, 1, 2].map(row => (
        <div key={row} className="flex flex-col gap-2.5 border-b px-6 py-4 max-sm:px-4">
          <Skeleton className="h-4 w-20" />
          <Skeleton className="w-56" />
          <Skeleton className="w-44" />
        </div>
      ))}
    </div>
  )
}
