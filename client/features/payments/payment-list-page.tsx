import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import Banknote from 'lucide-react/icons/banknote'
import type { ReactNode } from 'react'
import { EmptyState } from '#client/kit/empty-state.tsx'
import { ListPage } from '#client/kit/list-page.tsx'
import { TableFoot } from '#client/kit/table-foot.tsx'
import { tableProblem } from '#client/kit/table-problem.ts'
import { ZoneNote } from '#client/kit/zone-note.tsx'
import { pagesOf } from '#client/lib/endpoint-pages.ts'
import { PaymentTable } from './payment-table.tsx'
import { paymentPages } from './payments-queries.ts'

export interface PaymentListPageProps {
  customer: string | undefined
  /** Chips of the filters that hold. */
  filters: ReactNode
}

export function PaymentListPage({ customer, filters }: PaymentListPageProps) {
  const list = pagesOf(useInfiniteQuery(paymentPages({ customer })))
  return (
    <ListPage
      title="Payments"
      facts={customer ? 'of one customer, the newest first' : 'the newest first'}
      filters={
        <>
          {filters}
          <ZoneNote />
        </>
      }
    >
      <PaymentTable
        label="Payments"
        hasKeys
        rows={list.rows}
        of={customer ? 'own' : 'everybody'}
        isRefreshing={list.isRefreshing}
        problem={tableProblem('Payments could not be read', list)}
        empty={customer ? <NoneOfCustomer /> : <NoneYet />}
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
    <EmptyState icon={Banknote} title="No payments yet">
      They appear here seconds after Stripe reports them.
    </EmptyState>
  )
}

function NoneOfCustomer() {
  return (
    <EmptyState
      icon={Banknote}
      title="Nothing matches"
      actions={
        <Link to="/payments" className="text-link hover:underline">
          Clear the filter
        </Link>
      }
    >
      This customer has made no payment.
    </EmptyState>
  )
}
