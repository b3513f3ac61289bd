import ArrowDown from 'lucide-react/icons/arrow-down'
import ArrowUp from 'lucide-react/icons/arrow-up'
import { useRef } from 'react'
import { useShortcuts } from '#client/lib/shortcuts.ts'
import { cn } from '#client/ui/class-names.ts'
import { Table, TableHead } from '#client/ui/table.tsx'
import type { Column, DataTableProps } from './data-table-column.ts'
import { DataRow } from './data-table-row.tsx'
import { ProblemStrip, RefreshBar, SkeletonRows } from './data-table-states.tsx'

/**
 * A list is the page: rows from edge to edge, the whole row a link. Filters and heads stand still through its six
 * states: first load, refreshing, empty for ever, empty by filter, problem with the old rows, partial.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const {
    label,
    columns,
    rows,
    rowKey,
    isRefreshing = false,
    empty,
    problem,
    partial,
    hasKeys = false,
  } = props
  const body = useRef<HTMLTableSectionElement>(null)
  useShortcuts(hasKeys ? { j: () => moveFocus(body.current, 1), k: () => moveFocus(body.current, -1) } : {})
  const isEmpty = rows?.length === 0 && !problem
  return (
    <div data-slot="data-table" className="relative" aria-busy={isRefreshing || rows === undefined}>
      {isRefreshing ? <RefreshBar /> : null}
      {problem ? <ProblemStrip {...problem} /> : null}
      {partial}
      {isEmpty ? (
        empty
      ) : (
        <Table aria-label={label} className="max-sm:block">
          <thead className="max-sm:sr-only">
            <tr>
              {columns.map(column => (
                <Head key={column.id} column={column} />
              ))}
            </tr>
          </thead>
          <tbody ref={body} className={cn('max-sm:block', problem && 'opacity-75')}>
            {rows ? (
              rows.map(row => <DataRow key={rowKey(row)} row={row} table={props} />)
            ) : problem ? null : (
              <SkeletonRows columns={columns} count={props.skeletonRows ?? 8} />
            )}
          </tbody>
        </Table>
      )}
    </div>
  )
}

function Head<Row>({
  column: { head, align, slack, isHeadHidden, sort, className },
}: {
  column: Column<Row>
}) {
  const Arrow = sort?.direction === 'ascending' ? ArrowUp : ArrowDown
  const word = isHeadHidden ? <span className="sr-only">{head}</span> : head
  return (
    <TableHead
      aria-sort={sort ? (sort.direction ?? 'none') : undefined}
      className={cn(align === 'right' && 'text-right', slack && 'w-full', className)}
    >
      {sort ? (
        <button
          type="button"
          onClick={sort.onToggle}
          className={cn(
            'inline-flex h-6 items-center gap-1 font-medium hover:text-foreground',
            sort.direction && 'text-foreground',
          )}
        >
          {word}
          <Arrow aria-hidden className={cn('size-3.5', !sort.direction && 'invisible')} />
        </button>
      ) : (
        word
      )}
    </TableHead>
  )
}

/** From the row that has the focus, or else the one that is open, or else the first. */
function moveFocus(body: HTMLElement | null, step: 1 | -1): void {
  const links = [...(body?.querySelectorAll<HTMLElement>('[data-row-link]') ?? [])]
  const focused = links.findIndex(link => link.matches(':focus'))
  const open = links.findIndex(link => link.closest('[aria-current=true]') !== null)
  const from = focused >= 0 ? focused : open
  const next = links[Math.min(links.length - 1, Math.max(0, from + (from < 0 ? 1 : step)))]
  // Rows under the keyboard are marked as focused, whatever moved the focus there.
  const options: FocusOptions & { focusVisible: boolean } = { focusVisible: true }
  next?.focus(options)
  next?.closest('tr')?.scrollIntoView({ block: 'nearest' })
}
