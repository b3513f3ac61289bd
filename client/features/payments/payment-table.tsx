import { linkOptions } from '@tanstack/react-router'
import { DataTable } from '#client/kit/data-table.tsx'
import type { DataTableProps } from '#client/kit/data-table-column.ts'
import type { PaymentSummary } from '#shared/domain/payment.ts'
import { ownPaymentColumns, paymentColumns } from './payment-columns.tsx'

type PaymentTableProps = Omit<DataTableProps<PaymentSummary>, 'columns' | 'rowKey' | 'rowLink'> & {
  /** `own`: of one customer, so that the customer is not named. */
  of?: 'everybody' | 'own'
}

export function PaymentTable({ of = 'everybody', ...table }: PaymentTableProps) {
  return (
    <DataTable
      columns={of === 'own' ? ownPaymentColumns : paymentColumns}
      rowKey={({ id }) => id}
      rowLink={({ id }) => linkOptions({ to: '/payments/$id', params: { id } })}
      {...table}
    />
  )
}
