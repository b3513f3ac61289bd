import CirclePlay from 'lucide-react/icons/circle-play'
import Pause from 'lucide-react/icons/pause'
import type { ReactNode } from 'react'
import { useNow } from '#client/lib/now.ts'
import { duration, shortDate } from '#client/lib/times.ts'
import { Button } from '#client/ui/button.tsx'
import { cn } from '#client/ui/class-names.ts'
import type { EventStats } from '#shared/api/events.ts'
import { BackfillButton } from './backfill-dialog.tsx'
import { lagInWords, shareInWords } from './event-words.ts'

export interface EventsStripProps {
  stats: EventStats | undefined
  tailIsOn: boolean
  onTail: () => void
}

/** Title and how the feed does, in one line. */
export function EventsStrip({ stats, tailIsOn, onTail }: EventsStripProps) {
  return (
    <header className="flex min-h-13 flex-wrap items-center gap-x-7 gap-y-1 border-b px-6 py-2 max-sm:px-4">
      <h1 className="text-xl font-semibold tracking-[-0.01em]">Events</h1>
      {stats ? <Figures stats={stats} /> : null}
      <span className="ml-auto flex gap-2">
        <Button onClick={onTail}>
          {tailIsOn ? <Pause aria-hidden /> : <CirclePlay aria-hidden />}
          {tailIsOn ? 'Pause' : 'Live tail'}
        </Button>
        <BackfillButton coverage={stats?.coverage ?? null} />
      </span>
    </header>
  )
}

function Figures({ stats }: { stats: EventStats }) {
  const now = useNow()
  const { receivedAMinute, failed, received, lagP95Ms, waiting, oldestWaitingAt, coverage } = stats
  return (
    <dl className="flex flex-wrap items-center gap-x-7 gap-y-1 max-lg:order-last max-lg:w-full">
      <Figure label="Received" value={String(receivedAMinute)} after="a minute" />
      <Figure
        label="Failed runs"
        value={shareInWords(failed, received)}
        after="of 24 h"
        tone={failed > 0 && failed / received >= 0.05 ? 'text-destructive' : undefined}
      />
      {lagP95Ms === null ? null : <Figure label="Lag p95" value={lagInWords(lagP95Ms)} />}
      {oldestWaitingAt === null ? (
        <Figure label="Unprocessed" value="0" />
      ) : (
        <Figure
          label="Oldest unprocessed"
          value={duration(now - oldestWaitingAt)}
          after={`${waiting.toLocaleString('en')} waiting`}
          tone={now - oldestWaitingAt > 60_000 ? 'text-warning' : undefined}
        />
      )}
      {coverage ? (
        <Figure
          label="Gaps"
          value={String(coverage.gaps)}
          after={`since ${shortDate(coverage.since, now)}`}
          tone={coverage.gaps > 0 ? 'text-destructive' : undefined}
        />
      ) : null}
    </dl>
  )
}

interface FigureProps {
  label: string
  value: ReactNode
  after?: string
  tone?: string | undefined
}

function Figure({ label, value, after, tone }: FigureProps) {
  return (
    <div className="flex items-baseline gap-1.5 text-xs whitespace-nowrap text-muted-foreground">
      <dt>{label}</dt>
      <dd className="flex items-baseline gap-1.5">
        <span className={cn('text-sm font-semibold text-foreground', tone)}>{value}</span>
        {after}
      </dd>
    </div>
  )
}
