import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { SectionHead } from '#client/kit/section-head.tsx'
import { tableProblem } from '#client/kit/table-problem.ts'
import { deskTime } from '#client/lib/now.ts'
import { PaymentTable } from './payment-table.tsx'
import { latestPaymentsQuery } from './payments-queries.ts'

const shown = 6

export interface LatestPaymentsProps {
  customerId: string
  /** How many there are in all, in words, once it is known. */
  total: string | undefined
}

/** The newest payments of a customer, and the way to all of them. */
export function LatestPayments({ customerId, total }: LatestPaymentsProps) {
  const { data, error, isFetching, refetch, dataUpdatedAt } = useQuery(latestPaymentsQuery(customerId, shown))
  const rows = data?.data
  return (
    <section aria-labelledby="payments">
      <SectionHead
        id="payments"
        title="Payments"
        count={rows && total !== undefined ? `${rows.length} of ${total}` : undefined}
      >
        <Link to="/payments" search={{ customer: customerId }} className="text-xs text-link hover:underline">
          All payments
        </Link>
      </SectionHead>
      <div className="border-t">
        <PaymentTable
          label="Payments"
          of="own"
          hasKeys
          rows={rows}
          isRefreshing={isFetching && rows !== undefined}
          problem={tableProblem('Payments could not be read', {
            error,
            readAt: deskTime(dataUpdatedAt) || undefined,
            retry: () => void refetch(),
          })}
          empty={<p className="flex h-row items-center px-6 text-muted-foreground">No payment yet</p>}
          skeletonRows={shown}
        />
      </div>
    </section>
  )
}
