import { createFileRoute } from '@tanstack/react-router'
import { CustomerFilter } from '#client/features/customers/customer-filter.tsx'
import { PaymentListPage } from '#client/features/payments/payment-list-page.tsx'
import { idParam } from '#client/lib/search-params.ts'

export const Route = createFileRoute('/_desk/payments/')({
  validateSearch: (search): { customer?: string } => ({ ...idParam(search, 'customer') }),
  component: Payments,
})

function Payments() {
  const { customer } = Route.useSearch()
  const navigate = Route.useNavigate()
  return (
    <PaymentListPage
      customer={customer}
      filters={
        customer ? (
          <CustomerFilter customerId={customer} onRemove={() => void navigate({ search: {} })} />
        ) : null
      }
    />
  )
}
