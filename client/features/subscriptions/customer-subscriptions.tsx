import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { SectionHead } from '#client/kit/section-head.tsx'
import { SectionProblem } from '#client/kit/section-problem.tsx'
import { SubscriptionStatus } from '#client/kit/status/subscription-status.tsx'
import { useNow } from '#client/lib/now.ts'
import { Skeleton } from '#client/ui/skeleton.tsx'
import { isEnded, type Subscription } from '#shared/domain/subscription.ts'
import { SubscriptionPrice } from './subscription-price.tsx'
import { nextWords, planName } from './subscription-words.ts'
import { customerSubscriptionsQuery } from './subscriptions-queries.ts'

/** The customer's subscriptions that go on, with their next bill; those that are over stand behind a link. */
export function CustomerSubscriptions({ customerId }: { customerId: string }) {
  const { data, error, refetch } = useQuery(customerSubscriptionsQuery(customerId))
  const going = data?.data.filter(({ state }) => !isEnded(state)).sort(thoseThatEndLast)
  const over = (data?.data.length ?? 0) - (going?.length ?? 0)
  return (
    <section aria-labelledby="subscriptions">
      <SectionHead id="subscriptions" title="Subscriptions" count={going?.length}>
        {over > 0 ? (
          <Link
            to="/subscriptions"
            search={{ customer: customerId, status: 'canceled' }}
            className="text-xs text-link hover:underline"
          >
            Canceled ({over})
          </Link>
        ) : null}
      </SectionHead>
      {error ? (
        <SectionProblem
          title="Subscriptions could not be read"
          error={error}
          onRetry={() => void refetch()}
          className="mx-6 mb-3"
        />
      ) : null}
      <ul className="grid grid-cols-[minmax(0,1fr)_auto_auto_auto] border-t max-sm:grid-cols-1">
        {going?.map(subscription => (
          <Row key={subscription.id} subscription={subscription} />
        ))}
        {going?.length === 0 ? (
          <li className="col-span-full flex h-row items-center px-6 text-muted-foreground max-sm:px-4">
            None at the moment
          </li>
        ) : null}
        {data || error ? null : (
          <li className="col-span-full flex h-row items-center border-b px-6">
            <Skeleton className="w-40" />
          </li>
        )}
      </ul>
    </section>
  )
}

const thoseThatEndLast = (one: Subscription, other: Subscription): number =>
  Number(one.state === 'canceling') - Number(other.state === 'canceling')

function Row({ subscription }: { subscription: Subscription }) {
  const now = useNow()
  return (
    <li className="relative col-span-full grid h-row grid-cols-subgrid items-center gap-x-4 border-b px-6 hover:bg-accent max-sm:h-auto max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:px-4 max-sm:py-2">
      <Link
        to="/subscriptions/$id"
        params={{ id: subscription.id }}
        className="truncate outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-ring"
      >
        {planName(subscription)}
      </Link>
      <span className="max-sm:order-3">
        <SubscriptionStatus state={subscription.state} cancelAt={subscription.cancelAt} />
      </span>
      <span className="text-muted-foreground max-sm:order-4 max-sm:text-right">
        {nextWords(subscription, now)}
      </span>
      <span className="text-right max-sm:order-2">
        <SubscriptionPrice subscription={subscription} />
      </span>
    </li>
  )
}
