import { linkOptions } from '@tanstack/react-router'
import { CardMark } from '#client/kit/card-mark.tsx'
import { CustomerName } from '#client/kit/customer-name.tsx'
import { DataTable } from '#client/kit/data-table.tsx'
import type { Column } from '#client/kit/data-table-column.ts'
import { Id } from '#client/kit/id-chip.tsx'
import { Money } from '#client/kit/money.tsx'
import { PaymentStatus } from '#client/kit/status/payment-status.tsx'
import { TableTime } from '#client/kit/time.tsx'
import type { SearchReply } from '#shared/api/search.ts'

type FoundCustomer = SearchReply['customers'][number]
type FoundPayment = SearchReply['payments'][number]

const customerColumns: Column<FoundCustomer>[] = [
  {
    id: 'name',
    head: 'Customer',
    cell: customer => <CustomerName customer={customer} />,
    isName: true,
    narrow: 'title',
    className: 'max-w-72 truncate',
  },
  { id: 'email', head: 'Email', cell: ({ email }) => email, slack: true, narrow: 'detail' },
  {
    id: 'matched',
    head: 'Matched',
    cell: ({ matched }) => <span className="text-muted-foreground">{matched}</span>,
    narrow: 'status',
  },
  { id: 'id', head: 'Id', cell: ({ id }) => <Id id={id} /> },
]

const paymentColumns: Column<FoundPayment>[] = [
  {
    id: 'date',
    head: 'Date',
    cell: ({ createdAt }) => <TableTime at={createdAt} className="text-muted-foreground" />,
    narrow: 'detail',
  },
  {
    id: 'customer',
    head: 'Customer',
    cell: ({ customer }) => <CustomerName customer={customer} />,
    isName: true,
    narrow: 'title',
    className: 'max-w-56 truncate',
  },
  { id: 'for', head: 'For', cell: ({ description }) => description, slack: true },
  {
    id: 'matched',
    head: 'Matched',
    cell: ({ matched }) => <span className="text-muted-foreground">{matched}</span>,
  },
  { id: 'method', head: 'Method', cell: ({ method }) => (method ? <CardMark method={method} /> : null) },
  { id: 'status', head: 'Status', cell: ({ state }) => <PaymentStatus state={state} />, narrow: 'status' },
  {
    id: 'amount',
    head: 'Amount',
    align: 'right',
    cell: payment => <Money value={payment} />,
    narrow: 'amount',
  },
]

export function FoundCustomers({ customers, hasKeys }: { customers: FoundCustomer[]; hasKeys: boolean }) {
  return (
    <DataTable
      label="Customers found"
      hasKeys={hasKeys}
      columns={customerColumns}
      rows={customers}
      rowKey={({ id }) => id}
      rowLink={({ id }) => linkOptions({ to: '/customers/$id', params: { id } })}
      empty={null}
    />
  )
}

export function FoundPayments({ payments, hasKeys }: { payments: FoundPayment[]; hasKeys: boolean }) {
  return (
    <DataTable
      label="Payments found"
      hasKeys={hasKeys}
      columns={paymentColumns}
      rows={payments}
      rowKey={({ id }) => id}
      rowLink={({ id }) => linkOptions({ to: '/payments/$id', params: { id } })}
      empty={null}
    />
  )
}
