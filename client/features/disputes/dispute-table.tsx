import { linkOptions } from '@tanstack/react-router'
import ArrowDown from 'lucide-react/icons/arrow-down'
import Scale from 'lucide-react/icons/scale'
import SquarePen from 'lucide-react/icons/square-pen'
import type { ReactNode } from 'react'
import { DataTable } from '#client/kit/data-table.tsx'
import type { Column, TableProblem } from '#client/kit/data-table-column.ts'
import { DeadlineBadge } from '#client/kit/deadline-badge.tsx'
import { EmptyState } from '#client/kit/empty-state.tsx'
import { Money } from '#client/kit/money.tsx'
import { DisputeKindMark, DisputeStatus } from '#client/kit/status/dispute-status.tsx'
import { Explained, TableTime } from '#client/kit/time.tsx'
import { useNow } from '#client/lib/now.ts'
import { deadlineTime, relativeTime } from '#client/lib/times.ts'
import type { DisputeView } from '#shared/api/disputes.ts'
import type { DisputeSummary } from '#shared/domain/dispute.ts'
import { claimOf } from '#shared/domain/fraud-warning.ts'
import { evidenceInWords, isDrafted } from './evidence-words.ts'

type DisputeColumn = Column<DisputeSummary>

const deadline: DisputeColumn = {
  id: 'deadline',
  // Stripe and our copy know no other order, so that there is nothing to press.
  head: (
    <span className="inline-flex items-center gap-1 text-foreground">
      Deadline
      <ArrowDown aria-hidden className="size-3.5" />
    </span>
  ),
  cell: row => <Deadline row={row} />,
  narrow: 'status',
  skeleton: 'w-44',
}

const status: DisputeColumn = {
  id: 'status',
  head: 'Status',
  cell: ({ state }) => <DisputeStatus state={state} />,
  narrow: 'status',
  skeleton: 'w-24',
}

const opened: DisputeColumn = {
  id: 'opened',
  head: 'Opened',
  cell: ({ createdAt }) => <TableTime at={createdAt} className="text-muted-foreground" />,
}

const decided: DisputeColumn = {
  id: 'decided',
  head: 'Decided',
  cell: ({ closedAt }) =>
    closedAt === null ? null : <TableTime at={closedAt} className="text-muted-foreground" />,
}

const rest: readonly DisputeColumn[] = [
  {
    id: 'kind',
    head: 'Kind',
    cell: ({ kind }) => <DisputeKindMark kind={kind} />,
    skeleton: 'w-24',
  },
  {
    id: 'customer',
    head: 'Customer',
    cell: ({ customer }) => <CustomerName name={customer?.name ?? customer?.email ?? null} />,
    isName: true,
    narrow: 'title',
    skeleton: 'w-28',
  },
  {
    id: 'claim',
    head: 'What they say',
    cell: row => claimOf(row),
    slack: true,
    narrow: 'detail',
  },
  {
    id: 'code',
    head: 'Code',
    cell: ({ networkCode }) => <span className="text-muted-foreground">{networkCode}</span>,
    // Narrower than that, the claim needs the room.
    className: 'max-[85rem]:hidden',
  },
  {
    id: 'evidence',
    head: 'Evidence',
    cell: row => <Evidence row={row} />,
    className: 'max-lg:hidden',
  },
  {
    id: 'stake',
    head: 'At stake',
    align: 'right',
    cell: ({ amount, currency }) => <Money value={{ amount, currency }} />,
    narrow: 'amount',
    skeleton: 'w-20',
  },
]

const columnsOf = (view: DisputeView): readonly DisputeColumn[] => {
  if (view === 'closed') return [status, decided, ...rest]
  return view === 'review' ? [status, opened, ...rest] : [deadline, ...rest]
}

function CustomerName({ name }: { name: string | null }) {
  if (name === null) return <span className="text-muted-foreground">No customer</span>
  return <bdi className="font-medium">{name}</bdi>
}

/** The countdown and the date in two columns of their own; on a phone the countdown alone. */
function Deadline({ row: { dueBy, kind, createdAt } }: { row: DisputeSummary }) {
  const now = useNow()
  const isWarning = kind === 'early_fraud_warning'
  return (
    <span className="inline-flex items-center">
      <span className="inline-block min-w-26 max-sm:min-w-0">
        <DeadlineBadge dueBy={dueBy} />
      </span>
      <span data-num="" className="text-muted-foreground max-sm:hidden">
        {dueBy === null ? (
          isWarning && <Explained at={createdAt} text={`Warned ${relativeTime(createdAt, now)}`} />
        ) : (
          <Explained at={dueBy} text={deadlineTime(dueBy, now)} />
        )}
      </span>
    </span>
  )
}

function Evidence({ row }: { row: DisputeSummary }) {
  return (
    <span className="inline-flex items-center gap-1.5 text-muted-foreground">
      {isDrafted(row) ? <SquarePen aria-hidden className="size-3.5" /> : null}
      {evidenceInWords(row)}
    </span>
  )
}

const emptyWords: Record<DisputeView, { title: string; detail: string }> = {
  open: {
    title: 'Nothing is open',
    detail: 'Disputes, inquiries and early fraud warnings appear here as they come.',
  },
  chargebacks: {
    title: 'No open chargeback',
    detail: 'A chargeback appears here as soon as a bank files it.',
  },
  inquiries: {
    title: 'No open inquiry',
    detail: 'An inquiry appears here when a bank asks before it files a chargeback.',
  },
  warnings: {
    title: 'No early fraud warning',
    detail: 'A warning appears here when a card’s bank reports a payment as fraud.',
  },
  review: {
    title: 'Nothing is under review',
    detail: 'Disputes whose evidence was sent wait here for the bank.',
  },
  closed: { title: 'Nothing was decided yet', detail: 'Won, lost and accepted disputes stay here.' },
}

export interface DisputeTableProps {
  view: DisputeView
  rows: readonly DisputeSummary[] | undefined
  isRefreshing: boolean
  problem: TableProblem | undefined
  partial: ReactNode
}

export function DisputeTable({ view, ...list }: DisputeTableProps) {
  const { title, detail } = emptyWords[view]
  return (
    <DataTable
      {...list}
      label="Disputes"
      columns={columnsOf(view)}
      rowKey={({ id }) => id}
      rowLink={({ id }) => linkOptions({ to: '/disputes/$id', params: { id } })}
      hasKeys
      empty={
        <EmptyState icon={Scale} title={title}>
          {detail}
        </EmptyState>
      }
    />
  )
}
