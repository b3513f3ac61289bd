import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { createLazyOverlay } from '#client/kit/lazy-overlay.tsx'
import { Notice } from '#client/kit/notice.tsx'
import { useNow } from '#client/lib/now.ts'
import { useUser } from '#client/lib/session.ts'
import { longDate } from '#client/lib/times.ts'
import { Button } from '#client/ui/button.tsx'
import { Skeleton } from '#client/ui/skeleton.tsx'
import type { Role } from '#shared/domain/permissions.ts'
import { RoleButton } from './role-button.tsx'
import { workQuery } from './work-queries.ts'
import { WorkRows } from './work-rows.tsx'

const LazyRoleMenu = createLazyOverlay(async () => (await import('./role-menu.tsx')).RoleMenu)

// Drawn below the fold: the work is there before them.
const NextDeadlines = lazy(async () => ({ default: (await import('./next-deadlines.tsx')).NextDeadlines }))
const WorkCharts = lazy(async () => ({ default: (await import('./work-charts.tsx')).WorkCharts }))

/** Home: what waits for the reader, the next deadlines, and the charts people act on. */
export function WorkPage({ role }: { role: Role | undefined }) {
  const { data: work, error, refetch } = useQuery(workQuery(role))
  const { role: own } = useUser()
  const shown = role ?? own
  return (
    <>
      <header className="flex min-h-14 flex-wrap items-center gap-x-3 px-6 py-2 max-sm:px-4">
        <h1 className="text-xl font-semibold tracking-[-0.01em]">Work</h1>
        <p data-num="" className="text-xs text-muted-foreground">
          {longDate(useNow())}
        </p>
        <span className="ml-auto">
          <LazyRoleMenu props={{ role: shown }}>
            {trigger => <RoleButton role={shown} {...trigger} />}
          </LazyRoleMenu>
        </span>
      </header>
      {error ? (
        <Notice
          strip
          tone="destructive"
          title="The work could not be read"
          actions={
            <Button size="bar" onClick={() => void refetch()}>
              Try now
            </Button>
          }
        >
          {error.message}
        </Notice>
      ) : null}
      {work ? <WorkRows rows={work.rows} /> : error ? null : <WaitingRows />}
      <Suspense fallback={<div className="min-h-100" />}>
        {work ? <NextDeadlines deadlines={work.deadlines} openDisputes={work.openDisputes} /> : null}
        <WorkCharts />
      </Suspense>
    </>
  )
}

const WaitingRows = () => (
  <div className="border-t" aria-busy="true">
    {['a', 'b', 'c', 'd'].map(key => (
      <div key={key} className="flex h-10 items-center gap-4 border-b px-6 max-sm:px-4">
        <Skeleton className="w-5" />
        <Skeleton className="w-44" />
        <Skeleton className="w-72 max-lg:hidden" />
      </div>
    ))}
  </div>
)
