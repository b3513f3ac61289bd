import { CardMark } from '#client/kit/card-mark.tsx'
import { DataTable } from '#client/kit/data-table.tsx'
import type { Column } from '#client/kit/data-table-column.ts'
import { Money } from '#client/kit/money.tsx'
import { SectionHead } from '#client/kit/section-head.tsx'
import { PaymentStatus } from '#client/kit/status/payment-status.tsx'
import { TableTime } from '#client/kit/time.tsx'
import type { Payment } from '#shared/domain/payment.ts'
import { declineWords } from './decline-words.ts'

type Attempt = Payment['attempts'][number]

const states: Record<Attempt['state'], string> = {
  succeeded: 'paid',
  pending: 'processing',
  failed: 'declined',
}

const columns: Column<Attempt>[] = [
  {
    id: 'date',
    head: 'Date',
    cell: ({ createdAt }) => <TableTime at={createdAt} className="text-muted-foreground" />,
    narrow: 'detail',
  },
  {
    id: 'result',
    head: 'Result',
    cell: ({ state, failureCode, failureMessage }) =>
      state === 'failed' ? declineWords(failureCode, failureMessage) : 'Went through',
    slack: true,
    narrow: 'title',
  },
  { id: 'method', head: 'Method', cell: ({ method }) => (method ? <CardMark method={method} /> : null) },
  {
    id: 'status',
    head: 'Status',
    cell: ({ state }) => <PaymentStatus state={states[state]} />,
    narrow: 'status',
  },
  {
    id: 'amount',
    head: 'Amount',
    align: 'right',
    cell: attempt => <Money value={attempt} />,
    narrow: 'amount',
  },
]

/** Tries to charge; one that went through at once needs no table. */
export function AttemptTable({ attempts }: Pick<Payment, 'attempts'>) {
  if (!attempts.some(({ state }) => state === 'failed')) return null
  return (
    <section aria-labelledby="attempts" className="mt-3">
      <SectionHead id="attempts" title="Attempts" count={attempts.length} />
      <div className="border-t">
        <DataTable
          label="Attempts"
          columns={columns}
          rows={attempts}
          rowKey={({ chargeId }) => chargeId}
          empty={null}
        />
      </div>
    </section>
  )
}
