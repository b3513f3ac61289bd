import { Link } from '@tanstack/react-router'
import ChevronRight from 'lucide-react/icons/chevron-right'
import CircleCheck from 'lucide-react/icons/circle-check'
import { toneText } from '#client/kit/status/status-badge.tsx'
import { useNow } from '#client/lib/now.ts'
import { objectPath } from '#client/lib/object-path.ts'
import { duration } from '#client/lib/times.ts'
import { cn } from '#client/ui/class-names.ts'
import type { WorkRow } from '#shared/api/work.ts'
import { formatSums } from '#shared/domain/money.ts'
import { workWords } from './work-words.ts'

/** What waits, a kind a line, each leading to where it is done. */
export function WorkRows({ rows }: { rows: readonly WorkRow[] }) {
  if (rows.length === 0) {
    return (
      <p className="flex h-10 items-center gap-2 border-y px-6 text-muted-foreground max-sm:px-4">
        <CircleCheck aria-hidden className="size-4 text-success" />
        Nothing waits. New work appears here by itself.
      </p>
    )
  }
  return (
    <ul className="border-t" aria-label="What waits">
      {rows.map(row => (
        <Row key={row.kind} row={row} />
      ))}
    </ul>
  )
}

function Row({ row }: { row: WorkRow }) {
  const now = useNow()
  const { one, many, icon: Icon, tone, search = {} } = workWords[row.kind]
  return (
    <li className="border-b transition-colors duration-100 hover:bg-accent">
      <Link
        to={pathOf(row)}
        search={search}
        className="grid min-h-10 grid-cols-[1.25rem_auto_minmax(11rem,auto)_minmax(0,1fr)_auto_7.75rem_auto] items-center gap-x-4 px-6 -outline-offset-2 max-lg:grid-cols-[1.25rem_auto_minmax(0,1fr)_auto_auto] max-sm:gap-x-3 max-sm:px-4 max-sm:py-2"
      >
        <span data-num="" className="text-right text-lg font-semibold">
          {row.count.toLocaleString('en')}
        </span>
        <Icon aria-hidden className={cn('size-4', toneText[tone])} />
        <span className="-ml-2 font-medium">{row.count === 1 ? one : many}</span>
        <bdi className="truncate text-muted-foreground max-lg:hidden">{row.who}</bdi>
        <span data-num="" className="text-right whitespace-nowrap max-sm:hidden">
          {formatSums(row.sums)}
        </span>
        <span data-num="" className="text-right text-xs whitespace-nowrap text-muted-foreground">
          {waitInWords(row, now)}
        </span>
        <ChevronRight aria-hidden className="size-4 text-muted-foreground max-sm:hidden" />
      </Link>
    </li>
  )
}

function pathOf({ kind, opens }: WorkRow): string {
  const { to } = workWords[kind]
  return to ?? (opens ? objectPath(opens.target, opens.id) : '/')
}

/** "first in 1 d 12 h", "oldest 1 h 20 m", "2 h 05 m ago" */
function waitInWords({ count, dueBy, oldestAt }: WorkRow, now: number): string {
  if (dueBy !== null) return `${count > 1 ? 'first ' : ''}in ${duration(Math.max(0, dueBy - now))}`
  if (oldestAt === null) return ''
  const waited = duration(Math.max(0, now - oldestAt))
  return count > 1 ? `oldest ${waited}` : `${waited} ago`
}
