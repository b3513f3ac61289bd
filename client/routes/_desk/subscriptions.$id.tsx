import { useSuspenseQuery } from '@tanstack/react-query'
import { createFileRoute } from '@tanstack/react-router'
import { CustomerPane } from '#client/features/customers/customer-pane.tsx'
import { LatestInvoices } from '#client/features/invoices/latest-invoices.tsx'
import { OtherPayments } from '#client/features/payments/other-payments.tsx'
import { SubscriptionPage } from '#client/features/subscriptions/subscription-page.tsx'
import { subscriptionQuery } from '#client/features/subscriptions/subscriptions-queries.ts'

export const Route = createFileRoute('/_desk/subscriptions/$id')({
  loader: ({ context: { queryClient }, params: { id } }) =>
    queryClient.ensureQueryData(subscriptionQuery(id)),
  component: Subscription,
})

function Subscription() {
  const { id } = Route.useParams()
  const { data: subscription } = useSuspenseQuery(subscriptionQuery(id))
  const customerId = subscription.customer?.id
  return (
    <SubscriptionPage
      subscription={subscription}
      invoices={<LatestInvoices subscription={id} />}
      pane={
        customerId ? (
          <>
            <CustomerPane customerId={customerId} />
            <OtherPayments customerId={customerId} />
          </>
        ) : null
      }
    />
  )
}
