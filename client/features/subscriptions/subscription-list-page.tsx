import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import ListFilter from 'lucide-react/icons/list-filter'
import Repeat from 'lucide-react/icons/repeat'
import type { ReactNode } from 'react'
import { EmptyState } from '#client/kit/empty-state.tsx'
import { ListPage } from '#client/kit/list-page.tsx'
import { TabBar, TabLink } from '#client/kit/tab-link.tsx'
import { TableFoot } from '#client/kit/table-foot.tsx'
import { tableProblem } from '#client/kit/table-problem.ts'
import { ZoneNote } from '#client/kit/zone-note.tsx'
import { pagesOf } from '#client/lib/endpoint-pages.ts'
import { subscriptionFilters } from '#shared/api/subscriptions.ts'
import { SubscriptionTable } from './subscription-table.tsx'
import { type SubscriptionFilter, subscriptionPages } from './subscriptions-queries.ts'

const filterWords: Record<SubscriptionFilter, string> = {
  all: 'All',
  open: 'Going on',
  past_due: 'Past due',
  canceled: 'Canceled',
}

export interface SubscriptionListPageProps {
  status: SubscriptionFilter
  customer: string | undefined
  filters: ReactNode
}

export function SubscriptionListPage({ status, customer, filters }: SubscriptionListPageProps) {
  const list = pagesOf(useInfiniteQuery(subscriptionPages({ status, customer })))
  const isFiltered = status !== 'all' || customer !== undefined
  return (
    <ListPage
      title="Subscriptions"
      facts="the newest first"
      tabs={<Tabs status={status} customer={customer} />}
      filters={
        <>
          {filters}
          <ZoneNote />
        </>
      }
    >
      <SubscriptionTable
        label="Subscriptions"
        hasKeys
        rows={list.rows}
        isRefreshing={list.isRefreshing}
        problem={tableProblem('Subscriptions could not be read', list)}
        empty={isFiltered ? <NoneMatch status={status} /> : <NoneYet />}
        skeletonRows={14}
      />
      {list.rows && list.rows.length > 0 ? (
        <TableFoot shown={list.rows.length} asOf={list.readAt} more={list.more} />
      ) : null}
    </ListPage>
  )
}

function Tabs({ status, customer }: { status: SubscriptionFilter; customer: string | undefined }) {
  const order: SubscriptionFilter[] = ['all', ...subscriptionFilters.filter(filter => filter !== 'all')]
  return (
    <TabBar label="Views">
      {order.map(filter => (
        <TabLink
          key={filter}
          to="/subscriptions"
          search={{ ...(filter === 'all' ? {} : { status: filter }), ...(customer ? { customer } : {}) }}
          current={filter === status}
        >
          {filterWords[filter]}
        </TabLink>
      ))}
    </TabBar>
  )
}

function NoneYet() {
  return (
    <EmptyState icon={Repeat} title="No subscriptions yet">
      They appear here seconds after Stripe reports them.
    </EmptyState>
  )
}

function NoneMatch({ status }: { status: SubscriptionFilter }) {
  return (
    <EmptyState
      icon={ListFilter}
      title="Nothing matches"
      actions={
        <Link to="/subscriptions" className="text-link hover:underline">
          Clear the filters
        </Link>
      }
    >
      No subscription is in the view {filterWords[status]}.
    </EmptyState>
  )
}
