import { DataTable } from '#client/kit/data-table.tsx'
import type { Column } from '#client/kit/data-table-column.ts'
import { Money } from '#client/kit/money.tsx'
import { SectionHead } from '#client/kit/section-head.tsx'
import { RefundStatus } from '#client/kit/status/refund-status.tsx'
import { TableTime } from '#client/kit/time.tsx'
import { formatMoney } from '#shared/domain/money.ts'
import type { Payment } from '#shared/domain/payment.ts'
import type { Refund } from '#shared/domain/refund.ts'

const words = (code: string): string =>
  code.replaceAll('_', ' ').replace(/^\p{Ll}/u, letter => letter.toUpperCase())

const columns: Column<Refund>[] = [
  {
    id: 'date',
    head: 'Date',
    cell: ({ createdAt }) => <TableTime at={createdAt} className="text-muted-foreground" />,
    narrow: 'detail',
  },
  {
    id: 'reason',
    head: 'Reason',
    cell: ({ ourReason, reason }) =>
      (ourReason ?? reason) ? words(ourReason ?? reason ?? '') : 'No reason given',
    slack: true,
    narrow: 'title',
  },
  { id: 'by', head: 'By', cell: ({ requestedBy }) => (requestedBy ? <bdi>{requestedBy}</bdi> : null) },
  {
    id: 'reference',
    head: 'Bank’s reference',
    cell: ({ reference, failureReason }) =>
      reference ? (
        <code className="font-mono text-xs">{reference}</code>
      ) : failureReason ? (
        <span className="text-destructive">{words(failureReason)}</span>
      ) : null,
  },
  { id: 'status', head: 'Status', cell: ({ state }) => <RefundStatus state={state} />, narrow: 'status' },
  {
    id: 'amount',
    head: 'Amount',
    align: 'right',
    cell: ({ amount, currency }) => <Money value={{ amount: -amount, currency }} />,
    narrow: 'amount',
  },
]

/** A column in which no row has anything is left out. */
function isBlank(column: string, refunds: readonly Refund[]): boolean {
  if (column === 'by') return refunds.every(({ requestedBy }) => requestedBy === null)
  return column === 'reference' && refunds.every(refund => !refund.reference && !refund.failureReason)
}

export function RefundTable({ payment: { refunds, figures } }: { payment: Payment }) {
  const { refundable, pending, currency, block } = figures
  if (refunds.length === 0 && pending === 0) return null
  return (
    <section aria-labelledby="refunds">
      <SectionHead id="refunds" title="Refunds" count={refunds.length}>
        <span data-num="" className="text-xs text-muted-foreground">
          {pending > 0 ? `${formatMoney({ amount: pending, currency })} held, ` : ''}
          <span className="font-medium text-foreground">
            {block === null
              ? `${formatMoney({ amount: refundable, currency })} refundable`
              : 'nothing refundable'}
          </span>
        </span>
      </SectionHead>
      <div className="border-t">
        <DataTable
          label="Refunds"
          columns={columns.filter(({ id }) => !isBlank(id, refunds))}
          rows={refunds}
          rowKey={({ id }) => id}
          empty={
            <p className="flex h-row items-center border-b px-6 text-muted-foreground">
              None yet. What is held waits for an approval, or for Stripe’s answer.
            </p>
          }
        />
      </div>
    </section>
  )
}
