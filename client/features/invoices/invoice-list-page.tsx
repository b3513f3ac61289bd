import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import ListFilter from 'lucide-react/icons/list-filter'
import ReceiptText from 'lucide-react/icons/receipt-text'
import type { ReactNode } from 'react'
import { EmptyState } from '#client/kit/empty-state.tsx'
import { ListPage } from '#client/kit/list-page.tsx'
import { TabBar, TabLink } from '#client/kit/tab-link.tsx'
import { TableFoot } from '#client/kit/table-foot.tsx'
import { tableProblem } from '#client/kit/table-problem.ts'
import { ZoneNote } from '#client/kit/zone-note.tsx'
import { pagesOf } from '#client/lib/endpoint-pages.ts'
import { InvoiceTable } from './invoice-table.tsx'
import { type InvoiceFilter, type InvoiceFilters, invoicePages } from './invoices-queries.ts'

const filterWords: Record<InvoiceFilter, string> = {
  draft: 'Draft',
  open: 'Open',
  paid: 'Paid',
  uncollectible: 'Uncollectible',
  void: 'Void',
}
const order: InvoiceFilter[] = ['open', 'paid', 'draft', 'uncollectible', 'void']

export interface InvoiceListPageProps {
  of: InvoiceFilters
  filters: ReactNode
}

export function InvoiceListPage({ of, filters }: InvoiceListPageProps) {
  const list = pagesOf(useInfiniteQuery(invoicePages(of)))
  const isFiltered = Object.values(of).some(value => value !== undefined)
  return (
    <ListPage
      title="Invoices"
      facts="the newest first"
      tabs={<Tabs {...of} />}
      filters={
        <>
          {filters}
          <ZoneNote />
        </>
      }
    >
      <InvoiceTable
        label="Invoices"
        hasKeys
        rows={list.rows}
        of={of.customer ? 'own' : 'everybody'}
        isRefreshing={list.isRefreshing}
        problem={tableProblem('Invoices could not be read', list)}
        empty={isFiltered ? <NoneMatch /> : <NoneYet />}
        skeletonRows={14}
      />
      {list.rows && list.rows.length > 0 ? (
        <TableFoot shown={list.rows.length} asOf={list.readAt} more={list.more} />
      ) : null}
    </ListPage>
  )
}

function Tabs({ status, customer, subscription }: InvoiceFilters) {
  const rest = { ...(customer ? { customer } : {}), ...(subscription ? { subscription } : {}) }
  return (
    <TabBar label="Views">
      <TabLink to="/invoices" search={rest} current={status === undefined}>
        All
      </TabLink>
      {order.map(one => (
        <TabLink key={one} to="/invoices" search={{ ...rest, status: one }} current={one === status}>
          {filterWords[one]}
        </TabLink>
      ))}
    </TabBar>
  )
}

function NoneYet() {
  return (
    <EmptyState icon={ReceiptText} title="No invoices yet">
      They appear here seconds after Stripe reports them.
    </EmptyState>
  )
}

function NoneMatch() {
  return (
    <EmptyState
      icon={ListFilter}
      title="Nothing matches"
      actions={
        <Link to="/invoices" className="text-link hover:underline">
          Clear the filters
        </Link>
      }
    >
      No invoice is in this view.
    </EmptyState>
  )
}
