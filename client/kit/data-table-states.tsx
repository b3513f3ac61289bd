import { clockTime } from '#client/lib/times.ts'
import { Button } from '#client/ui/button.tsx'
import { cn } from '#client/ui/class-names.ts'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { TableCell, TableRow } from '#client/ui/table.tsx'
import type { Column, TableProblem } from './data-table-column.ts'
import { Id } from './id-chip.tsx'
import { Notice } from './notice.tsx'

/** Two pixels on the hairline over the heads; fades in, so that a quick answer does not flicker. */
export function RefreshBar() {
  return (
    <div
      aria-hidden
      className="absolute inset-x-0 -top-px z-10 h-0.5 overflow-hidden transition-opacity delay-150 duration-150 starting:opacity-0"
    >
      <div className="h-full w-2/5 animate-refresh-bar bg-primary" />
    </div>
  )
}

export function ProblemStrip({ title, detail, requestId, asOf, onRetry }: TableProblem) {
  return (
    <Notice
      strip
      tone="destructive"
      title={title}
      actions={
        <Button size="bar" onClick={onRetry}>
          Try now
        </Button>
      }
    >
      {asOf === undefined ? null : `These rows are from ${clockTime(asOf)}. `}
      {detail}
      {requestId ? <Id id={requestId} className="block text-foreground" /> : null}
    </Notice>
  )
}

// Widths by row, so that the bars look like words.
const shares = ['100%', '85%', '110%', '90%', '80%', '105%', '88%']

export function SkeletonRows<Row>({ columns, count }: { columns: readonly Column<Row>[]; count: number }) {
  const keys = Array.from({ length: count }, (_, row) => `row ${row}`)
  return keys.map((key, row) => (
    <TableRow key={key} aria-hidden className="max-sm:block">
      {columns.map((column, index) => (
        <TableCell key={column.id} className={cn(index > 1 && 'max-sm:hidden', 'max-sm:block')}>
          <span
            className="block"
            style={{ width: column.slack ? '60%' : shares[(row + index) % shares.length] }}
          >
            <Skeleton className={cn(column.skeleton ?? 'w-16', column.align === 'right' && 'ml-auto')} />
          </span>
        </TableCell>
      ))}
    </TableRow>
  ))
}
