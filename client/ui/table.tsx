import type { ComponentProps } from 'react'
import { cn } from './class-names.ts'

/** Rows from edge to edge: the first and the last cell stand on the page's gutter. */
export function Table({ className, ...props }: ComponentProps<'table'>) {
  return (
    <table
      data-slot="table"
      className={cn(
        'w-full border-separate border-spacing-0 [&_td:first-child]:pl-6 [&_td:last-child]:pr-6 [&_th:first-child]:pl-6 [&_th:last-child]:pr-6 max-sm:[&_td:first-child]:pl-4 max-sm:[&_td:last-child]:pr-4',
        className,
      )}
      {...props}
    />
  )
}

export function TableHead({ className, ...props }: ComponentProps<'th'>) {
  return (
    <th
      scope="col"
      data-slot="table-head"
      className={cn(
        'h-8 border-b px-3 text-left text-xs font-medium whitespace-nowrap text-muted-foreground',
        className,
      )}
      {...props}
    />
  )
}

export function TableRow({ className, ...props }: ComponentProps<'tr'>) {
  return <tr data-slot="table-row" className={cn('relative', className)} {...props} />
}

export function TableCell({ className, ...props }: ComponentProps<'td'>) {
  return (
    <td
      data-slot="table-cell"
      className={cn('h-row border-b px-3 whitespace-nowrap', className)}
      {...props}
    />
  )
}
