import type { UseQueryOptions } from '@tanstack/react-query'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Skeleton } from '#client/ui/skeleton.tsx'
import type { TimelineEntry } from '#shared/domain/timeline.ts'
import { Id } from './id-chip.tsx'
import { SectionProblem } from './section-problem.tsx'
import { Timeline } from './timeline.tsx'

export interface TimelineSectionProps {
  query: UseQueryOptions<{ data: TimelineEntry[] }>
  times: 'relative' | 'date'
}

/** The story of one object; it loads and fails by itself. */
export function TimelineSection({ query, times }: TimelineSectionProps) {
  const { data, error, refetch } = useQuery(query)
  if (error && !data)
    return (
      <SectionProblem title="The timeline could not be read" error={error} onRetry={() => void refetch()} />
    )
  if (!data) return <Loading />
  if (data.data.length === 0) return <p className="text-muted-foreground">Nothing has happened yet.</p>
  return <Timeline entries={data.data} times={times} renderDetail={entry => <Detail entry={entry} />} />
}

/** Who, which object, which event: an event leads to its own page. */
function Detail({ entry: { by, detail, objectId, eventId } }: { entry: TimelineEntry }) {
  const isOurs = by !== null
  return (
    <span className="flex flex-wrap gap-x-1.5">
      {isOurs ? <bdi>{by.name}</bdi> : null}
      {isOurs && objectId ? <Id id={objectId} /> : null}
      {detail ? <span className="break-all">{detail}</span> : null}
      {eventId ? (
        <Link to="/events" search={{ event: eventId }} className="hover:underline">
          <Id id={eventId} />
        </Link>
      ) : null}
    </span>
  )
}

function Loading() {
  return (
    <div aria-hidden className="flex flex-col gap-4">
      {['one', 'two', 'three'].map(key => (
        <div key={key} className="flex gap-2.5">
          <Skeleton className="size-5.5 rounded-full" />
          <Skeleton className="w-48" />
        </div>
      ))}
    </div>
  )
}
