import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { PaneSection } from '#client/kit/detail-page.tsx'
import { MoneyText } from '#client/kit/money.tsx'
import { SectionProblem } from '#client/kit/section-problem.tsx'
import { PaymentStatus } from '#client/kit/status/payment-status.tsx'
import { useNow } from '#client/lib/now.ts'
import { shortDate, tableTime } from '#client/lib/times.ts'
import { latestPaymentsQuery } from './payments-queries.ts'

const shown = 5

/** The customer's other payments, in the pane beside one of them. */
export function OtherPayments({ customerId, except }: { customerId: string; except?: string }) {
  const now = useNow()
  const { data, error, refetch } = useQuery(latestPaymentsQuery(customerId, shown + 1))
  const others = data?.data.filter(({ id }) => id !== except).slice(0, shown)
  if (others?.length === 0) return null
  return (
    <PaneSection
      title={except ? 'Other payments' : 'Payments'}
      action={
        <Link to="/payments" search={{ customer: customerId }} className="text-link hover:underline">
          All
        </Link>
      }
    >
      {error ? (
        <SectionProblem title="Payments could not be read" error={error} onRetry={() => void refetch()} />
      ) : null}
      <ul className="flex flex-col gap-2">
        {others?.map(payment => (
          <li key={payment.id} className="grid grid-cols-[5rem_minmax(0,1fr)_auto] items-center gap-2">
            <Link
              to="/payments/$id"
              params={{ id: payment.id }}
              className="text-muted-foreground hover:underline"
            >
              {dayWords(payment.createdAt, now)}
            </Link>
            <PaymentStatus state={payment.state} />
            <MoneyText value={payment} className="tabular-nums" />
          </li>
        ))}
      </ul>
    </PaneSection>
  )
}

const dayWords = (at: number, now: number): string =>
  tableTime(at, now).startsWith('Today') ? 'Today' : shortDate(at, now)
