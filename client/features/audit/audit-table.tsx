import ScrollText from 'lucide-react/icons/scroll-text'
import { DataTable } from '#client/kit/data-table.tsx'
import type { Column, TableProblem } from '#client/kit/data-table-column.ts'
import { EmptyState } from '#client/kit/empty-state.tsx'
import { Id } from '#client/kit/id-chip.tsx'
import { ObjectLink } from '#client/kit/object-link.tsx'
import { Person } from '#client/kit/person.tsx'
import { StatusBadge } from '#client/kit/status/status-badge.tsx'
import { TableTime } from '#client/kit/time.tsx'
import type { AuditEntry } from '#shared/api/audit.ts'
import { actionInWords, actorInWords, outcomeLooks } from './audit-words.ts'

const columns: readonly Column<AuditEntry>[] = [
  {
    id: 'when',
    head: 'When',
    cell: ({ at }) => <TableTime at={at} className="text-muted-foreground tabular-nums" />,
    narrow: 'amount',
  },
  {
    id: 'who',
    head: 'Who',
    cell: ({ actor }) =>
      actor.type === 'user' ? (
        <Person name={actor.person.name} size="sm" />
      ) : (
        <span className="text-muted-foreground">{actorInWords(actor)}</span>
      ),
    narrow: 'detail',
    skeleton: 'w-28',
  },
  {
    id: 'action',
    head: 'Action',
    cell: ({ action }) => actionInWords(action),
    className: 'font-medium normal-nums',
    narrow: 'title',
    skeleton: 'w-32',
  },
  {
    id: 'what',
    head: 'What',
    cell: ({ summary }) => summary,
    slack: true,
    className: 'text-muted-foreground',
  },
  { id: 'subject', head: 'Subject', cell: ({ subject }) => (subject ? <ObjectLink id={subject} /> : null) },
  {
    id: 'outcome',
    head: 'Outcome',
    cell: ({ outcome }) => <StatusBadge look={outcomeLooks[outcome]} />,
    narrow: 'status',
  },
  { id: 'request', head: 'Request', cell: ({ requestId }) => (requestId ? <Id id={requestId} /> : null) },
  {
    id: 'sequence',
    head: 'No.',
    cell: ({ sequence }) => sequence.toLocaleString('en'),
    align: 'right',
    className: 'text-muted-foreground',
    skeleton: 'w-8',
  },
]

export interface AuditTableProps {
  rows: readonly AuditEntry[] | undefined
  isFiltered: boolean
  problem: TableProblem | undefined
}

export function AuditTable({ rows, isFiltered, problem }: AuditTableProps) {
  return (
    <DataTable
      label="Audit log"
      columns={columns}
      rows={rows}
      rowKey={({ sequence }) => String(sequence)}
      problem={problem}
      skeletonRows={12}
      empty={
        <EmptyState
          icon={ScrollText}
          title={isFiltered ? 'No entry fits the filter' : 'Nothing was done yet'}
        >
          {isFiltered
            ? 'Remove the filter to see every entry.'
            : 'Every change, every try and every denial is written here, and never changed.'}
        </EmptyState>
      }
    />
  )
}
