import { linkOptions } from '@tanstack/react-router'
import { CustomerName } from '#client/kit/customer-name.tsx'
import { DataTable } from '#client/kit/data-table.tsx'
import type { Column, DataTableProps } from '#client/kit/data-table-column.ts'
import { SubscriptionStatus } from '#client/kit/status/subscription-status.tsx'
import { TableTime } from '#client/kit/time.tsx'
import { useNow } from '#client/lib/now.ts'
import type { Subscription } from '#shared/domain/subscription.ts'
import { SubscriptionPrice } from './subscription-price.tsx'
import { nextWords, planName } from './subscription-words.ts'

const columns: Column<Subscription>[] = [
  {
    id: 'created',
    head: 'Started',
    cell: ({ createdAt }) => <TableTime at={createdAt} className="text-muted-foreground" />,
    skeleton: 'w-20',
  },
  {
    id: 'plan',
    head: 'Plan',
    cell: planName,
    isName: true,
    narrow: 'title',
    skeleton: 'w-28',
  },
  {
    id: 'customer',
    head: 'Customer',
    cell: ({ customer }) => <CustomerName customer={customer} />,
    slack: true,
    narrow: 'detail',
  },
  { id: 'next', head: 'Next', cell: subscription => <Next subscription={subscription} />, skeleton: 'w-20' },
  {
    id: 'status',
    head: 'Status',
    cell: ({ state, cancelAt }) => <SubscriptionStatus state={state} cancelAt={cancelAt} />,
    narrow: 'status',
    skeleton: 'w-24',
  },
  {
    id: 'price',
    head: 'Price',
    align: 'right',
    cell: subscription => <SubscriptionPrice subscription={subscription} />,
    narrow: 'amount',
    skeleton: 'w-24',
  },
]

function Next({ subscription }: { subscription: Subscription }) {
  return <span className="text-muted-foreground">{nextWords(subscription, useNow())}</span>
}

export function SubscriptionTable(
  table: Omit<DataTableProps<Subscription>, 'columns' | 'rowKey' | 'rowLink'>,
) {
  return (
    <DataTable
      columns={columns}
      rowKey={({ id }) => id}
      rowLink={({ id }) => linkOptions({ to: '/subscriptions/$id', params: { id } })}
      {...table}
    />
  )
}
