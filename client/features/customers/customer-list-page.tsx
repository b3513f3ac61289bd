import { useInfiniteQuery } from '@tanstack/react-query'
import { linkOptions } from '@tanstack/react-router'
import ListFilter from 'lucide-react/icons/list-filter'
import Users from 'lucide-react/icons/users'
import { CustomerName } from '#client/kit/customer-name.tsx'
import { DataTable } from '#client/kit/data-table.tsx'
import type { Column } from '#client/kit/data-table-column.ts'
import { EmptyState } from '#client/kit/empty-state.tsx'
import { FilterChip } from '#client/kit/filter-chip.tsx'
import { Id } from '#client/kit/id-chip.tsx'
import { ListPage } from '#client/kit/list-page.tsx'
import { TableFoot } from '#client/kit/table-foot.tsx'
import { tableProblem } from '#client/kit/table-problem.ts'
import { TableTime } from '#client/kit/time.tsx'
import { ZoneNote } from '#client/kit/zone-note.tsx'
import { pagesOf } from '#client/lib/endpoint-pages.ts'
import { Button } from '#client/ui/button.tsx'
import type { CustomerSummary } from '#shared/api/customers.ts'
import { customerPages } from './customers-queries.ts'
import { EmailFilter } from './email-filter.tsx'

const columns: Column<CustomerSummary>[] = [
  {
    id: 'created',
    head: 'Since',
    cell: ({ createdAt }) =>
      createdAt === null ? null : <TableTime at={createdAt} className="text-muted-foreground" />,
    skeleton: 'w-20',
  },
  {
    id: 'name',
    head: 'Customer',
    cell: customer => <CustomerName customer={customer} />,
    isName: true,
    narrow: 'title',
    skeleton: 'w-32',
    className: 'max-w-72 truncate',
  },
  { id: 'email', head: 'Email', cell: ({ email }) => email, slack: true, narrow: 'detail' },
  { id: 'id', head: 'Id', cell: ({ id }) => <Id id={id} />, skeleton: 'w-24' },
]

export interface CustomerListPageProps {
  email: string | undefined
  onEmail: (email: string | undefined) => void
}

export function CustomerListPage({ email, onEmail }: CustomerListPageProps) {
  const list = pagesOf(useInfiniteQuery(customerPages({ email })))
  const clear = (): void => onEmail(undefined)
  return (
    <ListPage
      title="Customers"
      facts="the newest first"
      filters={
        <>
          {email ? (
            <FilterChip name="Email" value={email} onRemove={clear} />
          ) : (
            <EmailFilter onFilter={onEmail} />
          )}
          <ZoneNote />
        </>
      }
    >
      <DataTable
        label="Customers"
        hasKeys
        columns={columns}
        rows={list.rows}
        rowKey={({ id }) => id}
        rowLink={({ id }) => linkOptions({ to: '/customers/$id', params: { id } })}
        isRefreshing={list.isRefreshing}
        problem={tableProblem('Customers could not be read', list)}
        empty={email ? <NoneMatch email={email} onClear={clear} /> : <NoneYet />}
        skeletonRows={14}
      />
      {list.rows && list.rows.length > 0 ? (
        <TableFoot shown={list.rows.length} asOf={list.readAt} more={list.more} />
      ) : null}
    </ListPage>
  )
}

function NoneYet() {
  return (
    <EmptyState icon={Users} title="No customers yet">
      They appear here seconds after Stripe reports them.
    </EmptyState>
  )
}

function NoneMatch({ email, onClear }: { email: string; onClear: () => void }) {
  return (
    <EmptyState
      icon={ListFilter}
      title="Nothing matches"
      actions={
        <Button size="bar" onClick={onClear}>
          Clear the filter
        </Button>
      }
    >
      No customer has exactly the email <b className="font-medium text-foreground">{email}</b>.
    </EmptyState>
  )
}
