import { Link, linkOptions } from '@tanstack/react-router'
import Scale from 'lucide-react/icons/scale'
import { DataTable } from '#client/kit/data-table.tsx'
import type { Column } from '#client/kit/data-table-column.ts'
import { DeadlineBadge } from '#client/kit/deadline-badge.tsx'
import { EmptyState } from '#client/kit/empty-state.tsx'
import { Money } from '#client/kit/money.tsx'
import { SectionHead } from '#client/kit/section-head.tsx'
import { DisputeKindMark } from '#client/kit/status/dispute-status.tsx'
import { useNow } from '#client/lib/now.ts'
import { deadlineTime, zoneName } from '#client/lib/times.ts'
import type { Work } from '#shared/api/work.ts'
import { reasonWords } from '#shared/domain/dispute-words.ts'

type Dispute = Work['deadlines'][number]

const shown = 5

const columns: readonly Column<Dispute>[] = [
  {
    id: 'countdown',
    head: 'Countdown',
    isHeadHidden: true,
    cell: ({ dueBy }) => <DeadlineBadge dueBy={dueBy} />,
    narrow: 'status',
  },
  {
    id: 'due',
    head: 'Due',
    isHeadHidden: true,
    cell: ({ dueBy }) => (dueBy === null ? null : <DueAt at={dueBy} />),
    className: 'text-muted-foreground',
  },
  { id: 'kind', head: 'Kind', isHeadHidden: true, cell: ({ kind }) => <DisputeKindMark kind={kind} /> },
  {
    id: 'customer',
    head: 'Customer',
    isHeadHidden: true,
    cell: ({ customer }) => <bdi>{customer?.name ?? 'Unknown customer'}</bdi>,
    isName: true,
    className: 'font-medium',
    narrow: 'title',
  },
  {
    id: 'claim',
    head: 'Claim',
    isHeadHidden: true,
    cell: ({ reason }) => reasonWords(reason).claim,
    slack: true,
    className: 'text-muted-foreground',
    narrow: 'detail',
  },
  {
    id: 'draft',
    head: 'Evidence',
    isHeadHidden: true,
    cell: ({ draft }) => draftInWords(draft),
    className: 'text-muted-foreground',
  },
  {
    id: 'amount',
    head: 'Amount',
    isHeadHidden: true,
    cell: ({ amount, currency }) => <Money value={{ amount, currency }} />,
    align: 'right',
    narrow: 'amount',
  },
]

function DueAt({ at }: { at: number }) {
  return `${deadlineTime(at, useNow())} ${zoneName(at)}`
}

function draftInWords(draft: Dispute['draft']): string {
  if (draft === null) return 'Nothing yet'
  const parts = [
    draft.fields > 0 ? `${draft.fields} ${draft.fields === 1 ? 'field' : 'fields'}` : '',
    draft.files > 0 ? `${draft.files} ${draft.files === 1 ? 'file' : 'files'}` : '',
  ].filter(Boolean)
  return parts.length === 0 ? 'Draft, empty' : `Draft, ${parts.join(', ')}`
}

/** The nearest deadlines of the dispute queue. */
export function NextDeadlines({ deadlines, openDisputes }: Pick<Work, 'deadlines' | 'openDisputes'>) {
  const rows = deadlines.slice(0, shown)
  return (
    <section aria-labelledby="next-deadlines" className="mt-3">
      <SectionHead
        id="next-deadlines"
        title="Next deadlines"
        count={rows.length > 0 ? `${rows.length} of ${openDisputes}` : undefined}
      >
        <Link to="/disputes" className="text-link hover:underline">
          All disputes by deadline
        </Link>
      </SectionHead>
      <div className="border-t [&_thead]:sr-only">
        <DataTable
          label="Next deadlines"
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          rowLink={({ id }) => linkOptions({ to: '/disputes/$id', params: { id } })}
          empty={
            <EmptyState icon={Scale} title="No deadline ahead">
              Disputes that need an answer appear here, the nearest first.
            </EmptyState>
          }
        />
      </div>
    </section>
  )
}
