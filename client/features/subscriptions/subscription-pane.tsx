import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { PaneSection } from '#client/kit/detail-page.tsx'
import { SectionProblem } from '#client/kit/section-problem.tsx'
import { SubscriptionStatus } from '#client/kit/status/subscription-status.tsx'
import { isEnded } from '#shared/domain/subscription.ts'
import { planName } from './subscription-words.ts'
import { customerSubscriptionsQuery } from './subscriptions-queries.ts'

/** The customer's subscriptions beside another page: name and status. */
export function SubscriptionPane({ customerId }: { customerId: string }) {
  const { data, error, refetch } = useQuery(customerSubscriptionsQuery(customerId))
  const going = data?.data.filter(({ state }) => !isEnded(state))
  if (going?.length === 0) return null
  return (
    <PaneSection title="Subscriptions" count={going?.length}>
      {error ? (
        <SectionProblem
          title="Subscriptions could not be read"
          error={error}
          onRetry={() => void refetch()}
        />
      ) : null}
      <ul className="flex flex-col gap-2">
        {going?.map(subscription => (
          <li key={subscription.id} className="flex items-center justify-between gap-3">
            <Link
              to="/subscriptions/$id"
              params={{ id: subscription.id }}
              className="min-w-0 truncate hover:underline"
            >
              {planName(subscription)}
            </Link>
            <SubscriptionStatus state={subscription.state} cancelAt={subscription.cancelAt} />
          </li>
        ))}
      </ul>
    </PaneSection>
  )
}
