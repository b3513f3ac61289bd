import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { SectionHead } from '#client/kit/section-head.tsx'
import { tableProblem } from '#client/kit/table-problem.ts'
import { deskTime } from '#client/lib/now.ts'
import { InvoiceTable } from './invoice-table.tsx'
import { latestInvoicesQuery } from './invoices-queries.ts'

const shown = 4

/** The newest invoices of a customer or a subscription, and the way to all of them. */
export function LatestInvoices(of: { customer: string } | { subscription: string }) {
  const { data, error, isFetching, refetch, dataUpdatedAt } = useQuery(latestInvoicesQuery(of, shown))
  const count = data ? (data.nextCursor ? `${shown} newest` : data.data.length) : undefined
  return (
    <section aria-labelledby="invoices">
      <SectionHead id="invoices" title="Invoices" count={count}>
        {data?.nextCursor ? (
          <Link to="/invoices" search={of} className="text-xs text-link hover:underline">
            All invoices
          </Link>
        ) : null}
      </SectionHead>
      <div className="border-t">
        <InvoiceTable
          label="Invoices"
          of="own"
          rows={data?.data}
          isRefreshing={isFetching && data !== undefined}
          problem={tableProblem('Invoices could not be read', {
            error,
            readAt: deskTime(dataUpdatedAt) || undefined,
            retry: () => void refetch(),
          })}
          empty={<p className="flex h-row items-center px-6 text-muted-foreground">No invoice yet</p>}
          skeletonRows={shown}
        />
      </div>
    </section>
  )
}
