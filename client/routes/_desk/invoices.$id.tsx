import { useSuspenseQuery } from '@tanstack/react-query'
import { createFileRoute } from '@tanstack/react-router'
import { CustomerPane } from '#client/features/customers/customer-pane.tsx'
import { InvoicePage } from '#client/features/invoices/invoice-page.tsx'
import { invoiceQuery } from '#client/features/invoices/invoices-queries.ts'
import { OtherPayments } from '#client/features/payments/other-payments.tsx'
import { SubscriptionPane } from '#client/features/subscriptions/subscription-pane.tsx'

export const Route = createFileRoute('/_desk/invoices/$id')({
  loader: ({ context: { queryClient }, params: { id } }) => queryClient.ensureQueryData(invoiceQuery(id)),
  component: Invoice,
})

function Invoice() {
  const { id } = Route.useParams()
  const { data: invoice } = useSuspenseQuery(invoiceQuery(id))
  const customerId = invoice.customer?.id
  return (
    <InvoicePage
      invoice={invoice}
      pane={
        customerId ? (
          <>
            <CustomerPane customerId={customerId} />
            <SubscriptionPane customerId={customerId} />
            <OtherPayments customerId={customerId} />
          </>
        ) : null
      }
    />
  )
}
