import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { customerLabel } from '#client/kit/customer-name.tsx'
import { PaneSection } from '#client/kit/detail-page.tsx'
import { FactGrid } from '#client/kit/fact-grid.tsx'
import { IdChip } from '#client/kit/id-chip.tsx'
import { SectionProblem } from '#client/kit/section-problem.tsx'
import { languageName } from '#client/lib/language-name.ts'
import { fullDate } from '#client/lib/times.ts'
import { formatSums } from '#shared/domain/money.ts'
import { customerFiguresQuery, customerQuery } from './customers-queries.ts'

/** The customer beside something of theirs. */
export function CustomerPane({ customerId }: { customerId: string }) {
  const { data: customer, error, refetch } = useQuery(customerQuery(customerId))
  const { data: figures } = useQuery(customerFiguresQuery(customerId))
  return (
    <PaneSection
      title="Customer"
      action={
        <Link to="/customers/$id" params={{ id: customerId }} className="text-link hover:underline">
          Open
        </Link>
      }
    >
      {error ? (
        <SectionProblem title="The customer could not be read" error={error} onRetry={() => void refetch()} />
      ) : null}
      {customer ? (
        <>
          <p className="text-base font-medium">
            <bdi>{customerLabel(customer)}</bdi>
          </p>
          {customer.email ? <p className="break-all text-muted-foreground">{customer.email}</p> : null}
        </>
      ) : null}
      <IdChip id={customerId} className="my-1.5" />
      <FactGrid
        layout="rows"
        className="mt-1"
        facts={[
          { label: 'Since', value: customer?.createdAt ? fullDate(customer.createdAt) : null },
          { label: 'Paid', value: figures && formatSums(figures.paid) },
          { label: 'Refunded', value: figures && formatSums(figures.refunded) },
          { label: 'Language', value: customer?.language ? languageName(customer.language) : null },
        ]}
      />
    </PaneSection>
  )
}
