import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { createFileRoute } from '@tanstack/react-router'
import { CustomerPage } from '#client/features/customers/customer-page.tsx'
import {
  customerFiguresQuery,
  customerQuery,
  customerTimelineQuery,
} from '#client/features/customers/customers-queries.ts'
import { LatestInvoices } from '#client/features/invoices/latest-invoices.tsx'
import { LatestPayments } from '#client/features/payments/latest-payments.tsx'
import { CustomerSubscriptions } from '#client/features/subscriptions/customer-subscriptions.tsx'
import { NextInvoice } from '#client/features/subscriptions/next-invoice.tsx'
import { nextBill } from '#client/features/subscriptions/subscription-words.ts'
import { customerSubscriptionsQuery } from '#client/features/subscriptions/subscriptions-queries.ts'
import { PaneSection } from '#client/kit/detail-page.tsx'
import { TimelineSection } from '#client/kit/timeline-section.tsx'

export const Route = createFileRoute('/_desk/customers/$id')({
  loader: ({ context: { queryClient }, params: { id } }) => {
    // The other sections begin at the same time; none of them holds the page.
    void queryClient.prefetchQuery(customerFiguresQuery(id))
    void queryClient.prefetchQuery(customerSubscriptionsQuery(id))
    return queryClient.ensureQueryData(customerQuery(id))
  },
  component: Customer,
})

function Customer() {
  const { id } = Route.useParams()
  const { data: customer } = useSuspenseQuery(customerQuery(id))
  const { data: figures } = useQuery(customerFiguresQuery(id))
  const { data: subscriptions } = useQuery(customerSubscriptionsQuery(id))
  const bill = subscriptions ? nextBill(subscriptions.data) : null
  const total = figures ? `${figures.payments}${figures.more ? '+' : ''}` : undefined
  return (
    <CustomerPage
      customer={customer}
      nextInvoice={bill ? <NextInvoice {...bill} /> : null}
      subscriptions={<CustomerSubscriptions customerId={id} />}
      payments={<LatestPayments customerId={id} total={total} />}
      invoices={<LatestInvoices customer={id} />}
      timeline={
        <PaneSection title="Timeline">
          <TimelineSection query={customerTimelineQuery(id)} times="relative" />
        </PaneSection>
      }
    />
  )
}
