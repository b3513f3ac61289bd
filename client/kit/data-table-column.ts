import type { LinkProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'

/** Where a cell stands in the two-line row of a phone; a column without a place is left out there. */
export type NarrowPlace = 'title' | 'detail' | 'amount' | 'status'

export interface Column<Row> {
  id: string
  head: ReactNode
  cell: (row: Row) => ReactNode
  align?: 'right'
  /** The one column that takes what is left and truncates. */
  slack?: boolean
  narrow?: NarrowPlace
  /** Carries the row's link: what the row is, such as its customer. Else the first column does. */
  isName?: boolean
  /** The head stays for screen readers only. */
  isHeadHidden?: boolean
  sort?: { direction: 'ascending' | 'descending' | undefined; onToggle: () => void }
  /** Class of the bar's width while loading, such as `w-20`. */
  skeleton?: string
  /** Of the head and the cells, such as where the window is too narrow for it. */
  className?: string
}

/** Why rows could not be read again; those from before stay. */
export interface TableProblem {
  title: string
  detail: ReactNode
  requestId?: string | undefined
  /** When the rows that still stand were true. */
  asOf?: number | undefined
  onRetry: () => void
}

export interface DataTableProps<Row> {
  /** What the table lists, for screen readers. */
  label: string
  columns: readonly Column<Row>[]
  /** `undefined` before the first answer. */
  rows: readonly Row[] | undefined
  rowKey: (row: Row) => string
  /** Where a row leads: `linkOptions({ to: '/payments/$id', params: { id: row.id } })`. */
  rowLink?: (row: Row) => LinkProps
  /** The row that is open beside the list. */
  selectedKey?: string | undefined
  isTicked?: (row: Row) => boolean
  /** Tints once: it came while the page was open. */
  isNew?: (row: Row) => boolean
  isRefreshing?: boolean
  /** Instead of rows when there are none: an `EmptyState`, for ever or by filter. */
  empty: ReactNode
  problem?: TableProblem | undefined
  /** What could not be read beside the rows, as a `Notice` with `strip`. */
  partial?: ReactNode
  /** j, k and Enter move here: one table a page. */
  hasKeys?: boolean
  skeletonRows?: number
}
