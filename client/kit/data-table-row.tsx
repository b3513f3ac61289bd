import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { cn } from '#client/ui/class-names.ts'
import { TableCell, TableRow } from '#client/ui/table.tsx'
import type { Column, DataTableProps, NarrowPlace } from './data-table-column.ts'

const places: Record<NarrowPlace, string> = {
  title: 'max-sm:col-start-1 max-sm:row-start-1 max-sm:truncate',
  detail: 'max-sm:col-start-1 max-sm:row-start-2 max-sm:truncate max-sm:text-muted-foreground',
  amount: 'max-sm:col-start-2 max-sm:row-start-1 max-sm:text-right',
  status: 'max-sm:col-start-2 max-sm:row-start-2 max-sm:justify-self-end',
}

const rowClass =
  'transition-colors duration-100 max-sm:grid max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:gap-x-3 max-sm:border-b max-sm:px-4 max-sm:py-2'

/** Under the keyboard, or open beside the list: the tint and an ink line inside the left edge. */
const markClass = 'bg-selected hover:bg-selected [&>td:first-child]:shadow-[inset_2px_0_0_var(--primary)]'
const focusClass =
  'has-[[data-row-link]:focus-visible]:bg-selected has-[[data-row-link]:focus-visible]:[&>td:first-child]:shadow-[inset_2px_0_0_var(--primary)]'

export function DataRow<Row>({ row, table }: { row: Row; table: DataTableProps<Row> }) {
  const { columns, rowKey, rowLink, selectedKey, isTicked, isNew } = table
  const isOpen = selectedKey !== undefined && selectedKey === rowKey(row)
  const name = columns.find(column => column.isName) ?? columns[0]
  return (
    <TableRow
      aria-current={isOpen || undefined}
      className={cn(
        rowClass,
        rowLink && 'hover:bg-accent',
        isTicked?.(row) && 'bg-selected',
        isNew?.(row) && 'animate-new-row',
        isOpen ? markClass : focusClass,
      )}
    >
      {columns.map(column => (
        <DataCell key={column.id} column={column}>
          {rowLink && column === name ? (
            <Link
              {...rowLink(row)}
              data-row-link=""
              className="outline-none after:absolute after:inset-0 after:content-['']"
            >
              {column.cell(row)}
            </Link>
          ) : (
            column.cell(row)
          )}
        </DataCell>
      ))}
    </TableRow>
  )
}

function DataCell<Row>({ column, children }: { column: Column<Row>; children: ReactNode }) {
  return (
    <TableCell
      className={cn(
        column.align === 'right' && 'text-right',
        column.slack && 'w-full max-w-0 truncate max-sm:max-w-none',
        'max-sm:h-auto max-sm:border-0 max-sm:p-0 max-sm:text-base max-sm:first:pl-0! max-sm:last:pr-0!',
        column.narrow ? places[column.narrow] : 'max-sm:hidden',
        column.className,
      )}
    >
      {children}
    </TableCell>
  )
}
