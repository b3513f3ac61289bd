import ShieldCheck from 'lucide-react/icons/shield-check'
import { DataTable } from '#client/kit/data-table.tsx'
import type { Column } from '#client/kit/data-table-column.ts'
import { EmptyState } from '#client/kit/empty-state.tsx'
import { SectionHead } from '#client/kit/section-head.tsx'
import { duration } from '#client/lib/times.ts'
import { Button } from '#client/ui/button.tsx'
import type { Fault } from '#shared/api/sandbox.ts'
import { faultWords } from './fault-words.ts'
import { useSteer } from './sandbox-queries.ts'
import { SteerProblem } from './steer-problem.tsx'

type Row = Fault & { readonly place: number }

const columns: readonly Column<Row>[] = [
  { id: 'kind', head: 'What goes wrong', cell: ({ kind }) => faultWords[kind].label, narrow: 'title' },
  {
    id: 'path',
    head: 'With what',
    cell: ({ method, path }) => (
      <code className="font-mono text-xs">
        {method === '*' ? 'any' : method} {path}
      </code>
    ),
    slack: true,
    narrow: 'detail',
  },
  { id: 'wait', head: 'After', cell: ({ afterMs }) => (afterMs === undefined ? null : duration(afterMs)) },
  {
    id: 'times',
    head: 'Requests left',
    cell: ({ times }) => times.toLocaleString('en'),
    align: 'right',
    narrow: 'amount',
  },
]

/** Faults that wait for their requests; the first that matches is taken. */
export function WaitingFaults({ faults }: { faults: readonly Fault[] }) {
  const steer = useSteer()
  return (
    <section aria-labelledby="waiting-faults">
      <SectionHead id="waiting-faults" title="Waiting" count={faults.length}>
        {faults.length > 0 ? (
          <Button size="bar" busy={steer.isPending} onClick={() => steer.mutate({ act: 'clear-faults' })}>
            Clear all
          </Button>
        ) : null}
      </SectionHead>
      <SteerProblem error={steer.error} />
      <DataTable
        label="Waiting faults"
        columns={columns}
        rows={faults.map((fault, place) => ({ ...fault, place }))}
        rowKey={({ place }) => String(place)}
        hasKeys={false}
        empty={
          <EmptyState icon={ShieldCheck} title="Nothing is spoiled">
            Each fault that was armed waits here until its requests have come.
          </EmptyState>
        }
      />
    </section>
  )
}
