import { linkOptions } from '@tanstack/react-router'
import { CustomerName } from '#client/kit/customer-name.tsx'
import { DataTable } from '#client/kit/data-table.tsx'
import type { Column, DataTableProps } from '#client/kit/data-table-column.ts'
import { Money } from '#client/kit/money.tsx'
import { InvoiceStatus } from '#client/kit/status/invoice-status.tsx'
import { Explained } from '#client/kit/time.tsx'
import { useNow } from '#client/lib/now.ts'
import { shortDate } from '#client/lib/times.ts'
import type { InvoiceSummary } from '#shared/domain/invoice.ts'

const number: Column<InvoiceSummary> = {
  id: 'number',
  head: 'Number',
  // A draft has no number yet.
  cell: invoice => <span data-ref="">{invoice.number ?? 'Not numbered yet'}</span>,
  isName: true,
  narrow: 'title',
  skeleton: 'w-28',
}

const forWhat: Column<InvoiceSummary> = {
  id: 'for',
  head: 'For',
  cell: ({ description }) => description,
  slack: true,
  className: 'normal-nums',
  narrow: 'detail',
}

const customer: Column<InvoiceSummary> = {
  id: 'customer',
  head: 'Customer',
  cell: invoice => <CustomerName customer={invoice.customer} />,
  skeleton: 'w-28',
}

const rest: Column<InvoiceSummary>[] = [
  {
    id: 'due',
    head: 'Due',
    cell: ({ dueAt }) => (dueAt === null ? null : <Day at={dueAt} />),
    skeleton: 'w-12',
  },
  {
    id: 'status',
    head: 'Status',
    cell: ({ state }) => <InvoiceStatus state={state} />,
    narrow: 'status',
    skeleton: 'w-16',
  },
  {
    id: 'amount',
    head: 'Amount',
    align: 'right',
    cell: ({ total, currency }) => <Money value={{ amount: total, currency }} />,
    narrow: 'amount',
    skeleton: 'w-20',
  },
]

function Day({ at }: { at: number }) {
  return <Explained at={at} text={shortDate(at, useNow())} className="text-muted-foreground" />
}

type InvoiceTableProps = Omit<DataTableProps<InvoiceSummary>, 'columns' | 'rowKey' | 'rowLink'> & {
  /** `own`: of one customer, so that the customer is not named. */
  of?: 'everybody' | 'own'
}

export function InvoiceTable({ of = 'everybody', ...table }: InvoiceTableProps) {
  return (
    <DataTable
      columns={of === 'own' ? [number, forWhat, ...rest] : [number, customer, forWhat, ...rest]}
      rowKey={({ id }) => id}
      rowLink={({ id }) => linkOptions({ to: '/invoices/$id', params: { id } })}
      {...table}
    />
  )
}
