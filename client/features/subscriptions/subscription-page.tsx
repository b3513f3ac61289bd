import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Breadcrumb } from '#client/kit/breadcrumb.tsx'
import { DataTable } from '#client/kit/data-table.tsx'
import type { Column } from '#client/kit/data-table-column.ts'
import { DetailHead } from '#client/kit/detail-head.tsx'
import { DetailPage } from '#client/kit/detail-page.tsx'
import { FactGrid } from '#client/kit/fact-grid.tsx'
import { Money } from '#client/kit/money.tsx'
import { SectionHead } from '#client/kit/section-head.tsx'
import { SubscriptionStatus } from '#client/kit/status/subscription-status.tsx'
import { TableTime } from '#client/kit/time.tsx'
import type { Subscription } from '#shared/domain/subscription.ts'
import { SubscriptionPrice } from './subscription-price.tsx'
import { periodWords, planName } from './subscription-words.ts'

export interface SubscriptionPageProps {
  subscription: Subscription
  /** Its invoices, and its customer in the pane. */
  invoices: ReactNode
  pane: ReactNode
}

export function SubscriptionPage({ subscription, invoices, pane }: SubscriptionPageProps) {
  const { id, state, cancelAt, items } = subscription
  return (
    <DetailPage pane={pane} paneLabel="Customer">
      <DetailHead
        breadcrumb={<Breadcrumb parent={<Link to="/subscriptions">Subscriptions</Link>} id={id} />}
        title={<h1 className="text-xl font-semibold tracking-[-0.01em]">{planName(subscription)}</h1>}
        aside={
          <>
            <SubscriptionStatus state={state} cancelAt={cancelAt} />
            <SubscriptionPrice subscription={subscription} />
          </>
        }
      >
        <Facts subscription={subscription} />
      </DetailHead>
      <section aria-labelledby="items">
        <SectionHead id="items" title="Items" count={items.length} />
        <div className="border-t">
          <DataTable
            label="Items"
            columns={columns}
            rows={items.map((item, index) => ({ ...item, key: `${index} ${item.name}` }))}
            rowKey={({ key }) => key}
            empty={null}
          />
        </div>
      </section>
      <div className="mt-3">{invoices}</div>
    </DetailPage>
  )
}

function Facts({ subscription }: { subscription: Subscription }) {
  const { createdAt, currentPeriodEnd, trialEnd, cancelAt, canceledAt, endedAt, state } = subscription
  const moment = (at: number | null) => (at === null ? null : <TableTime at={at} />)
  const goesOn = state === 'active' || state === 'trialing'
  return (
    <FactGrid
      facts={[
        { label: 'Started', value: moment(createdAt) },
        { label: 'Next bill', value: goesOn ? moment(currentPeriodEnd) : null },
        { label: 'Trial ends', value: state === 'trialing' ? moment(trialEnd) : null },
        { label: 'Cancellation asked', value: moment(canceledAt) },
        { label: 'Ends', value: endedAt === null ? moment(cancelAt) : null },
        { label: 'Ended', value: moment(endedAt) },
      ]}
    />
  )
}

type Item = Subscription['items'][number] & { key: string }

const columns: Column<Item>[] = [
  { id: 'name', head: 'Item', cell: ({ name }) => name, slack: true, narrow: 'title' },
  { id: 'quantity', head: 'Quantity', align: 'right', cell: ({ quantity }) => quantity },
  { id: 'period', head: 'Every', cell: periodWords, narrow: 'detail' },
  {
    id: 'amount',
    head: 'Amount',
    align: 'right',
    cell: ({ amount, currency }) => (amount === null ? 'by use' : <Money value={{ amount, currency }} />),
    narrow: 'amount',
  },
]
