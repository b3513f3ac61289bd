import { CardMark } from '#client/kit/card-mark.tsx'
import { CustomerName } from '#client/kit/customer-name.tsx'
import type { Column } from '#client/kit/data-table-column.ts'
import { Money } from '#client/kit/money.tsx'
import { PaymentStatus } from '#client/kit/status/payment-status.tsx'
import { TableTime } from '#client/kit/time.tsx'
import { formatMoney } from '#shared/domain/money.ts'
import type { PaymentSummary } from '#shared/domain/payment.ts'

const date: Column<PaymentSummary> = {
  id: 'date',
  head: 'Date',
  cell: ({ createdAt }) => <TableTime at={createdAt} className="text-muted-foreground" />,
  skeleton: 'w-20',
  narrow: 'detail',
}

const customer: Column<PaymentSummary> = {
  id: 'customer',
  head: 'Customer',
  cell: payment => <CustomerName customer={payment.customer} />,
  isName: true,
  narrow: 'title',
  skeleton: 'w-28',
  className: 'max-w-56 truncate',
}

const forWhat: Column<PaymentSummary> = {
  id: 'for',
  head: 'For',
  cell: ({ description }) => description,
  slack: true,
  className: 'normal-nums',
}

const method: Column<PaymentSummary> = {
  id: 'method',
  head: 'Method',
  cell: payment => (payment.method ? <CardMark method={payment.method} /> : null),
  skeleton: 'w-20',
}

const status: Column<PaymentSummary> = {
  id: 'status',
  head: 'Status',
  cell: ({ state }) => <PaymentStatus state={state} />,
  narrow: 'status',
  skeleton: 'w-24',
}

const refunded: Column<PaymentSummary> = {
  id: 'refunded',
  head: 'Refunded',
  align: 'right',
  cell: ({ amountRefunded, currency }) =>
    // The code stands beside the amount at its right.
    amountRefunded > 0 ? (
      <span data-num="" className="text-muted-foreground">
        {formatMoney({ amount: -amountRefunded, currency }, 'table')}
      </span>
    ) : null,
  skeleton: 'w-14',
}

const amount: Column<PaymentSummary> = {
  id: 'amount',
  head: 'Amount',
  align: 'right',
  cell: payment => <Money value={payment} />,
  narrow: 'amount',
  skeleton: 'w-20',
}

/** On a list of everybody's payments the row is named by its customer; on a customer's own, by what it was for. */
export const paymentColumns = [date, customer, forWhat, method, status, refunded, amount]
export const ownPaymentColumns: Column<PaymentSummary>[] = [
  date,
  { ...forWhat, isName: true, narrow: 'title' },
  method,
  status,
  refunded,
  amount,
]
