import type { ReactNode } from 'react'
import { Button } from '#client/ui/button.tsx'
import { Checkbox } from '#client/ui/checkbox.tsx'
import type { Column } from './data-table-column.ts'

export interface Choice<Row> {
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** Names the row for screen readers: "Select Giulia Ferrari". */
  rowName: (row: Row) => string
  chosen: ReadonlySet<string>
  onChange: (chosen: ReadonlySet<string>) => void
}

/** The first column of a table whose rows can be ticked; its head ticks all that are shown. */
export function choiceColumn<Row>({ rows, rowKey, rowName, chosen, onChange }: Choice<Row>): Column<Row> {
  const keys = rows.map(rowKey)
  const count = keys.filter(key => chosen.has(key)).length
  return {
    id: 'choice',
    head: (
      <Checkbox
        aria-label="Select all that are shown"
        className="align-middle"
        checked={count > 0 && count === keys.length}
        indeterminate={count > 0 && count < keys.length}
        onCheckedChange={all => onChange(new Set(all ? keys : []))}
      />
    ),
    className: 'w-px pr-1',
    cell: row => (
      <Checkbox
        aria-label={`Select ${rowName(row)}`}
        className="z-1 align-middle"
        checked={chosen.has(rowKey(row))}
        onCheckedChange={isChosen => {
          const next = new Set(chosen)
          if (isChosen) next.add(rowKey(row))
          else next.delete(rowKey(row))
          onChange(next)
        }}
      />
    ),
  }
}

export interface BulkBarProps {
  count: number
  /** All that the filters leave, also those not shown. */
  matching: number
  onSelectAll?: () => void
  onClear: () => void
  /** Verbs with their number: "Refund 2…". */
  children: ReactNode
}

/** Under the table while rows are ticked. */
export function BulkBar({ count, matching, onSelectAll, onClear, children }: BulkBarProps) {
  return (
    <div className="flex min-h-11 flex-wrap items-center gap-2 bg-muted px-6 py-2 max-sm:px-4">
      <span className="mr-1 font-medium" aria-live="polite">
        {count.toLocaleString('en')} selected
      </span>
      {onSelectAll && matching > count ? (
        <Button variant="link" onClick={onSelectAll}>
          Select all {matching.toLocaleString('en')} matching
        </Button>
      ) : null}
      <span className="ml-auto flex gap-2">
        {children}
        <Button variant="ghost" size="bar" onClick={onClear}>
          Clear
        </Button>
      </span>
    </div>
  )
}
