import { createFileRoute } from '@tanstack/react-router'
import { CustomerFilter } from '#client/features/customers/customer-filter.tsx'
import { SubscriptionListPage } from '#client/features/subscriptions/subscription-list-page.tsx'
import type { SubscriptionFilter } from '#client/features/subscriptions/subscriptions-queries.ts'
import { choiceParam, idParam } from '#client/lib/search-params.ts'

const statuses = ['open', 'past_due', 'canceled'] as const satisfies readonly SubscriptionFilter[]

export const Route = createFileRoute('/_desk/subscriptions/')({
  validateSearch: (search): { status?: (typeof statuses)[number]; customer?: string } => ({
    ...choiceParam(search, 'status', statuses),
    ...idParam(search, 'customer'),
  }),
  component: Subscriptions,
})

function Subscriptions() {
  const { status = 'all', customer } = Route.useSearch()
  const navigate = Route.useNavigate()
  const clear = (): void => void navigate({ search: ({ customer: _, ...rest }) => rest })
  return (
    <SubscriptionListPage
      status={status}
      customer={customer}
      filters={customer ? <CustomerFilter customerId={customer} onRemove={clear} /> : null}
    />
  )
}
