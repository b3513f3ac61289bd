import type { UseQueryOptions } from '@tanstack/react-query'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
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
  return (
    <Timeline
      entries={data.data}
      times={times}
      renderDetail={entry => <Detail entry={entry} isWide={times === 'date'} />}
    />
  )
}

/** Who, which object, which event: the event's type leads to its own page, and a wide page has room for its id. */
function Detail({ entry, isWide }: { entry: TimelineEntry; isWide: boolean }) {
  const { by, detail, objectId, eventId } = entry
  const event = eventId ? (
    <Link to="/events" search={{ event: eventId }} className="hover:underline">
      {detail ?? 'Event'}
      {isWide ? (
        <>
          {' · '}
          <Id id={eventId} />
        </>
      ) : null}
    </Link>
  ) : (
    detail
  )
  const parts = [
    by ? <bdi key="by">{by.name}</bdi> : null,
    by && objectId ? <Id key="object" id={objectId} /> : null,
    event ? <span key="event">{event}</span> : null,
  ].filter(part => part !== null)
  return parts.map((part, index) => (
    <Fragment key={part.key}>
      {index > 0 ? ' · ' : null}
      {part}
    </Fragment>
  ))
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
