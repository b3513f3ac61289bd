import { useSuspenseQuery } from '@tanstack/react-query'
import { createFileRoute } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { CustomerPane } from '#client/features/customers/customer-pane.tsx'
import { OtherPayments } from '#client/features/payments/other-payments.tsx'
import { PaymentPage } from '#client/features/payments/payment-page.tsx'
import { paymentQuery, paymentTimelineQuery } from '#client/features/payments/payments-queries.ts'
import { SubscriptionPane } from '#client/features/subscriptions/subscription-pane.tsx'
import { deskTime } from '#client/lib/now.ts'
import { flagParam } from '#client/lib/search-params.ts'

const RefundDialog = lazy(async () => ({
  default: (await import('#client/features/refunds/refund-dialog.tsx')).RefundDialog,
}))

export const Route = createFileRoute('/_desk/payments/$id')({
  validateSearch: (search): { refund?: true } => ({ ...flagParam(search, 'refund') }),
  loader: ({ context: { queryClient }, params: { id } }) => {
    void queryClient.prefetchQuery(paymentTimelineQuery(id))
    return queryClient.ensureQueryData(paymentQuery(id))
  },
  component: Payment,
})

function Payment() {
  const { id } = Route.useParams()
  const { refund } = Route.useSearch()
  const navigate = Route.useNavigate()
  const { data: payment, dataUpdatedAt } = useSuspenseQuery(paymentQuery(id))
  const customerId = payment.customer?.id
  return (
    <>
      <PaymentPage
        payment={payment}
        readAt={deskTime(dataUpdatedAt)}
        onRefund={() => void navigate({ search: { refund: true } })}
        pane={
          customerId ? (
            <>
              <CustomerPane customerId={customerId} />
              <SubscriptionPane customerId={customerId} />
              <OtherPayments customerId={customerId} except={payment.id} />
            </>
          ) : (
            <p className="px-5 py-4 text-muted-foreground">A guest paid: Stripe keeps no customer for it.</p>
          )
        }
      />
      {refund ? (
        <Suspense fallback={null}>
          <RefundDialog paymentId={payment.id} onClose={() => void navigate({ search: {}, replace: true })} />
        </Suspense>
      ) : null}
    </>
  )
}
