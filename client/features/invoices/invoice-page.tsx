import { Link, linkOptions } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Breadcrumb } from '#client/kit/breadcrumb.tsx'
import { DataTable } from '#client/kit/data-table.tsx'
import type { Column } from '#client/kit/data-table-column.ts'
import { DetailHead } from '#client/kit/detail-head.tsx'
import { DetailPage } from '#client/kit/detail-page.tsx'
import { FactGrid } from '#client/kit/fact-grid.tsx'
import { Id } from '#client/kit/id-chip.tsx'
import { Money, MoneyHeadline, MoneyText } from '#client/kit/money.tsx'
import { SectionHead } from '#client/kit/section-head.tsx'
import { InvoiceStatus } from '#client/kit/status/invoice-status.tsx'
import { TableTime } from '#client/kit/time.tsx'
import type { Invoice } from '#shared/domain/invoice.ts'

export function InvoicePage({ invoice, pane }: { invoice: Invoice; pane: ReactNode }) {
  const { id, number, state, total, amountRemaining, currency, lines } = invoice
  const isOwed = (state === 'open' || state === 'overdue') && amountRemaining !== total
  return (
    <DetailPage pane={pane} paneLabel="Customer">
      <DetailHead
        breadcrumb={<Breadcrumb parent={<Link to="/invoices">Invoices</Link>} id={id} />}
        title={<MoneyHeadline value={{ amount: total, currency }} />}
        aside={
          <>
            <InvoiceStatus state={state} />
            {isOwed ? (
              <span className="text-muted-foreground">
                <MoneyText value={{ amount: amountRemaining, currency }} /> left to pay
              </span>
            ) : null}
          </>
        }
      >
        <Facts invoice={invoice} />
      </DetailHead>
      <section aria-labelledby="lines">
        <SectionHead id="lines" title="Lines" count={lines.length} />
        <div className="border-t">
          <DataTable
            label="Lines"
            columns={lineColumns(currency)}
            rows={lines}
            rowKey={line => line.id}
            empty={<p className="flex h-row items-center px-6 text-muted-foreground">No line</p>}
          />
        </div>
      </section>
      <Payments invoice={invoice} heading={number ?? id} />
    </DetailPage>
  )
}

function Facts({ invoice }: { invoice: Invoice }) {
  const { number, description, createdAt, dueAt, paidAt, nextAttemptAt, attemptCount, subscriptionId } =
    invoice
  const moment = (at: number | null) => (at === null ? null : <TableTime at={at} />)
  return (
    <FactGrid
      facts={[
        { label: 'Number', value: number === null ? null : <span data-ref="">{number}</span> },
        { label: 'For', value: description },
        { label: 'Created', value: moment(createdAt) },
        { label: 'Due', value: moment(dueAt) },
        { label: 'Paid', value: moment(paidAt) },
        { label: 'Next try', value: moment(nextAttemptAt) },
        { label: 'Tries', value: attemptCount > 1 ? attemptCount : null },
        {
          label: 'Subscription',
          value: subscriptionId ? (
            <Link
              to="/subscriptions/$id"
              params={{ id: subscriptionId }}
              className="underline decoration-border-strong underline-offset-2"
            >
              <Id id={subscriptionId} />
            </Link>
          ) : null,
        },
      ]}
    />
  )
}

const lineColumns = (currency: string): Column<Invoice['lines'][number]>[] => [
  {
    id: 'what',
    head: 'What',
    cell: ({ description }) => description,
    slack: true,
    narrow: 'title',
  },
  { id: 'quantity', head: 'Quantity', align: 'right', cell: ({ quantity }) => quantity },
  {
    id: 'amount',
    head: 'Amount',
    align: 'right',
    cell: ({ amount }) => <Money value={{ amount, currency }} />,
    narrow: 'amount',
  },
]

const paymentWords: Readonly<Record<string, string>> = {
  open: 'Not paid yet',
  paid: 'Paid',
  canceled: 'Canceled',
}

function Payments({ invoice: { payments, currency }, heading }: { invoice: Invoice; heading: string }) {
  if (payments.length === 0) return null
  const columns: Column<Invoice['payments'][number]>[] = [
    {
      id: 'id',
      head: 'Payment',
      cell: ({ paymentId }) => <Id id={paymentId} />,
      slack: true,
      narrow: 'title',
    },
    { id: 'state', head: 'Status', cell: ({ state }) => paymentWords[state] ?? state, narrow: 'status' },
    {
      id: 'amount',
      head: 'Amount',
      align: 'right',
      cell: ({ amount }) => (amount === null ? null : <Money value={{ amount, currency }} />),
      narrow: 'amount',
    },
  ]
  return (
    <section aria-label={`Payments of ${heading}`} className="mt-3">
      <SectionHead title="Payments" count={payments.length} />
      <div className="border-t">
        <DataTable
          label="Payments"
          columns={columns}
          rows={payments}
          rowKey={({ paymentId }) => paymentId}
          rowLink={({ paymentId }) => linkOptions({ to: '/payments/$id', params: { id: paymentId } })}
          empty={null}
        />
      </div>
    </section>
  )
}
