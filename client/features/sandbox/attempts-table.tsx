import { useQuery } from '@tanstack/react-query'
import CircleCheck from 'lucide-react/icons/circle-check'
import CircleX from 'lucide-react/icons/circle-x'
import Copy from 'lucide-react/icons/copy'
import EyeOff from 'lucide-react/icons/eye-off'
import Webhook from 'lucide-react/icons/webhook'
import { DataTable } from '#client/kit/data-table.tsx'
import type { Column } from '#client/kit/data-table-column.ts'
import { EmptyState } from '#client/kit/empty-state.tsx'
import { ObjectLink } from '#client/kit/object-link.tsx'
import { SectionHead } from '#client/kit/section-head.tsx'
import { StatusBadge } from '#client/kit/status/status-badge.tsx'
import { plain, type StatusLook } from '#client/kit/status/status-look.ts'
import { tableProblem } from '#client/kit/table-problem.ts'
import { TableTime } from '#client/kit/time.tsx'
import { deskTime } from '#client/lib/now.ts'
import type { DeliveryAttempt } from '#shared/api/sandbox.ts'
import { attemptsQuery } from './sandbox-queries.ts'

function lookOf({ accepted, duplicate, status, error }: DeliveryAttempt): StatusLook {
  if (accepted)
    return duplicate ? plain('Taken, sent twice', Copy, 'info') : plain('Taken', CircleCheck, 'success')
  if (error === 'dropped') return plain('Lost on purpose', EyeOff)
  return plain(
    status === null ? `No answer: ${error ?? 'cut'}` : `Refused with ${status}`,
    CircleX,
    'destructive',
  )
}

const columns: readonly Column<DeliveryAttempt>[] = [
  {
    id: 'when',
    head: 'When',
    cell: ({ at }) => <TableTime at={at} className="text-muted-foreground tabular-nums" />,
    narrow: 'detail',
  },
  {
    id: 'type',
    head: 'Event',
    cell: ({ eventType }) => <code className="font-mono text-xs">{eventType}</code>,
    slack: true,
    narrow: 'title',
    skeleton: 'w-40',
  },
  { id: 'id', head: 'Id', cell: ({ eventId }) => <ObjectLink id={eventId} /> },
  { id: 'try', head: 'Try', cell: ({ attempt }) => attempt, align: 'right' },
  {
    id: 'outcome',
    head: 'Outcome',
    cell: attempt => <StatusBadge look={lookOf(attempt)} />,
    narrow: 'status',
  },
  {
    id: 'next',
    head: 'Again',
    cell: ({ nextAt }) => (nextAt === null ? null : <TableTime at={nextAt} />),
  },
]

/** What was sent to webhook endpoints lately, and how it was taken. */
export function AttemptsTable() {
  const { data, error, dataUpdatedAt, refetch } = useQuery(attemptsQuery)
  const problem = { error, readAt: deskTime(dataUpdatedAt) || undefined, retry: () => void refetch() }
  return (
    <section aria-labelledby="attempts" className="border-t">
      <SectionHead id="attempts" title="Sent lately" />
      <DataTable
        label="Deliveries"
        columns={columns}
        rows={data?.data}
        rowKey={({ key }) => key}
        hasKeys={false}
        problem={tableProblem('The deliveries could not be read', problem)}
        empty={
          <EmptyState icon={Webhook} title="Nothing was sent yet">
            Each event that the sandbox sends stands here, with what the endpoint answered.
          </EmptyState>
        }
      />
    </section>
  )
}
