import RotateCw from 'lucide-react/icons/rotate-cw'
import Skull from 'lucide-react/icons/skull'
import { useState } from 'react'
import { DataTable } from '#client/kit/data-table.tsx'
import type { Column } from '#client/kit/data-table-column.ts'
import { Notice } from '#client/kit/notice.tsx'
import { HandlerStatus } from '#client/kit/status/event-status.tsx'
import { useNow } from '#client/lib/now.ts'
import { useMay } from '#client/lib/session.ts'
import { clockTimeWithSeconds, duration, shortDate } from '#client/lib/times.ts'
import { Button } from '#client/ui/button.tsx'
import type { EventDetail } from '#shared/domain/event.ts'
import { tookInWords } from './event-words.ts'
import { ReprocessDialog } from './reprocess-dialog.tsx'

type Run = EventDetail['handlers'][number]

const isOpen = ({ state }: Run): boolean => state === 'retrying' || state === 'dead'

const columns = (mostAttempts: number): Column<Run>[] => [
  { id: 'handler', head: 'Handler', cell: ({ label }) => label, className: 'font-medium', narrow: 'title' },
  { id: 'state', head: 'State', cell: ({ state }) => <HandlerStatus state={state} />, narrow: 'status' },
  {
    id: 'effect',
    head: 'Effect',
    cell: run =>
      isOpen(run) ? run.error : (run.effect ?? (run.state === 'processed' ? 'Nothing to do' : '')),
    slack: true,
    className: 'text-muted-foreground',
    narrow: 'detail',
  },
  {
    id: 'tries',
    head: 'Tries',
    cell: run => (isOpen(run) ? `${run.attempts} of ${mostAttempts}` : run.attempts || ''),
    align: 'right',
    narrow: 'amount',
  },
  {
    id: 'took',
    head: 'Took',
    cell: ({ durationMs }) => (durationMs === null ? '' : tookInWords(durationMs)),
    align: 'right',
    className: 'text-muted-foreground',
  },
]

export function HandlersTable({ event }: { event: EventDetail }) {
  return (
    <DataTable
      label="Handlers"
      columns={columns(event.mostAttempts)}
      rows={event.handlers}
      rowKey={({ handler }) => handler}
      empty={<p className="border-t px-6 py-3 text-muted-foreground max-sm:px-4">{noHandlers(event)}</p>}
    />
  )
}

function noHandlers({ state, note }: EventDetail): string {
  if (state === 'ignored') return note ?? 'It was ignored.'
  return state === 'no_handler' ? 'No handler wants events of this type. It is kept.' : 'Not processed yet.'
}

/** Why it is not done and what happens next, of the run that waits longest. */
export function RetryNotice({ event }: { event: EventDetail }) {
  const now = useNow()
  const open = event.handlers.filter(isOpen)
  const [run] = open.filter(({ state }) => state === 'retrying').concat(open)
  if (!run) return null
  const rest = event.handlers.length - open.length
  const others = rest === 0 ? '' : rest === 1 ? '; the other is done' : '; the rest is done'
  const why = `${run.error?.replace(/\.$/, '') ?? ''}${others}.`
  if (run.state === 'dead') {
    return (
      <Notice tone="destructive" icon={Skull} title={`${run.label} is dead after ${run.attempts} tries`}>
        {why} It runs again when somebody reprocesses it.
      </Notice>
    )
  }
  const at = run.nextAttemptAt ?? now
  const day = shortDate(at, now) === shortDate(now, now) ? '' : `${shortDate(at, now)}, `
  return (
    <Notice
      tone="warning"
      icon={RotateCw}
      title={`Try ${run.attempts + 1} of ${event.mostAttempts} at ${day}${clockTimeWithSeconds(at)}${at - now >= 1_000 ? `, in ${duration(at - now)}` : ''}`}
    >
      {why}
    </Notice>
  )
}

/** Each handler with its last error, and the way to run it alone. */
export function HandlersTab({ event }: { event: EventDetail }) {
  const may = useMay('event:replay')
  const [asked, setAsked] = useState<string>()
  const failed = event.handlers.filter(({ error }) => error !== null)
  return (
    <div className="pb-5">
      <div className="pt-3">
        <HandlersTable event={event} />
      </div>
      <div className="flex flex-col gap-3 px-6 pt-3 max-sm:px-4">
        <RetryNotice event={event} />
        {failed.map(run => (
          <div key={run.handler}>
            <h3 className="font-semibold">{run.label}: last error</h3>
            <p className="font-mono text-xs break-words text-muted-foreground">{run.error}</p>
          </div>
        ))}
        {may && event.state !== 'processing' && event.state !== 'ignored' ? (
          <div className="flex flex-wrap gap-2">
            {event.handlers.map(run => (
              <Button key={run.handler} size="bar" onClick={() => setAsked(run.handler)}>
                <RotateCw aria-hidden />
                Run {run.label.toLowerCase()} again…
              </Button>
            ))}
          </div>
        ) : null}
      </div>
      <ReprocessDialog
        event={event}
        handler={asked}
        open={asked !== undefined}
        onOpenChange={open => (open ? undefined : setAsked(undefined))}
      />
    </div>
  )
}
