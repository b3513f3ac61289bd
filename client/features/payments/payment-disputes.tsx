import { linkOptions } from '@tanstack/react-router'
import { DataTable } from '#client/kit/data-table.tsx'
import type { Column } from '#client/kit/data-table-column.ts'
import { Money } from '#client/kit/money.tsx'
import { SectionHead } from '#client/kit/section-head.tsx'
import { DisputeStatus } from '#client/kit/status/dispute-status.tsx'
import { Explained, TableTime } from '#client/kit/time.tsx'
import { useNow } from '#client/lib/now.ts'
import { deadlineTime } from '#client/lib/times.ts'
import { isOpenDispute } from '#shared/domain/dispute.ts'
import { reasonWords } from '#shared/domain/dispute-words.ts'
import type { Payment } from '#shared/domain/payment.ts'

type PaymentDispute = Payment['disputes'][number]

const columns: Column<PaymentDispute>[] = [
  {
    id: 'opened',
    head: 'Opened',
    cell: ({ createdAt }) => <TableTime at={createdAt} className="text-muted-foreground" />,
    narrow: 'detail',
  },
  {
    id: 'reason',
    head: 'The bank says',
    cell: ({ reason }) => reasonWords(reason).claim,
    isName: true,
    slack: true,
    narrow: 'title',
  },
  {
    id: 'due',
    head: 'Answer by',
    cell: dispute => <Due dispute={dispute} />,
  },
  { id: 'status', head: 'Status', cell: ({ state }) => <DisputeStatus state={state} />, narrow: 'status' },
  {
    id: 'amount',
    head: 'Amount',
    align: 'right',
    cell: dispute => <Money value={dispute} />,
    narrow: 'amount',
  },
]

function Due({ dispute: { dueBy, state } }: { dispute: PaymentDispute }) {
  const now = useNow()
  return dueBy === null || !isOpenDispute(state) ? null : (
    <Explained at={dueBy} text={deadlineTime(dueBy, now)} />
  )
}

export function PaymentDisputes({ disputes }: Pick<Payment, 'disputes'>) {
  if (disputes.length === 0) return null
  return (
    <section aria-labelledby="disputes" className="mt-3">
      <SectionHead id="disputes" title="Disputes" count={disputes.length} />
      <div className="border-t">
        <DataTable
          label="Disputes"
          columns={columns}
          rows={disputes}
          rowKey={({ id }) => id}
          rowLink={({ id }) => linkOptions({ to: '/disputes/$id', params: { id } })}
          empty={null}
        />
      </div>
    </section>
  )
}
