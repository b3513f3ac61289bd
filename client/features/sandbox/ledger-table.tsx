import { useInfiniteQuery } from '@tanstack/react-query'
import ScrollText from 'lucide-react/icons/scroll-text'
import { DataTable } from '#client/kit/data-table.tsx'
import type { Column } from '#client/kit/data-table-column.ts'
import { EmptyState } from '#client/kit/empty-state.tsx'
import { Id } from '#client/kit/id-chip.tsx'
import { Money } from '#client/kit/money.tsx'
import { ObjectLink } from '#client/kit/object-link.tsx'
import { TableFoot } from '#client/kit/table-foot.tsx'
import { tableProblem } from '#client/kit/table-problem.ts'
import { TableTime } from '#client/kit/time.tsx'
import { pagesOf } from '#client/lib/endpoint-pages.ts'
import type { LedgerEntry } from '#shared/api/sandbox.ts'
import { ledgerQuery } from './sandbox-queries.ts'

const columns: readonly Column<LedgerEntry>[] = [
  {
    id: 'when',
    head: 'When',
    cell: ({ at }) => <TableTime at={at} className="text-muted-foreground tabular-nums" />,
    narrow: 'detail',
  },
  {
    id: 'request',
    head: 'Request',
    cell: ({ method, path }) => (
      <code className="font-mono text-xs">
        {method} {path}
      </code>
    ),
    slack: true,
    narrow: 'title',
    skeleton: 'w-48',
  },
  { id: 'object', head: 'Object', cell: ({ objectId }) => (objectId ? <ObjectLink id={objectId} /> : null) },
  {
    id: 'key',
    head: 'Idempotency key',
    cell: ({ idempotencyKey }) => (idempotencyKey ? <Id id={idempotencyKey} /> : null),
  },
  {
    id: 'effect',
    head: 'Effect',
    cell: ({ replayed }) =>
      replayed ? <span className="text-muted-foreground">Answered again, nothing done</span> : 'Done',
    narrow: 'status',
  },
  {
    id: 'amount',
    head: 'Amount',
    cell: ({ money }) => (money ? <Money value={money} /> : null),
    align: 'right',
    narrow: 'amount',
  },
]

/** Every request that changed something at the sandbox, whoever made it. */
export function LedgerTable() {
  const list = useInfiniteQuery(ledgerQuery)
  const { rows, error, readAt, retry, more } = pagesOf(list)
  return (
    <>
      <DataTable
        label="Ledger"
        columns={columns}
        rows={rows}
        rowKey={({ sequence }) => String(sequence)}
        problem={tableProblem('The ledger could not be read', { error, readAt, retry })}
        empty={
          <EmptyState icon={ScrollText} title="Nothing was changed yet">
            Each request that changes something at the sandbox stands here, with its key and what it did.
          </EmptyState>
        }
      />
      {rows && rows.length > 0 ? (
        <TableFoot
          shown={rows.length}
          total={list.data?.pages[0]?.total}
          hasKeys={false}
          asOf={readAt}
          more={more}
        />
      ) : null}
    </>
  )
}
