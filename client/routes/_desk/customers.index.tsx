import { createFileRoute } from '@tanstack/react-router'
import { CustomerListPage } from '#client/features/customers/customer-list-page.tsx'
import { textParam } from '#client/lib/search-params.ts'

export const Route = createFileRoute('/_desk/customers/')({
  validateSearch: (search): { email?: string } => ({ ...textParam(search, 'email') }),
  component: Customers,
})

function Customers() {
  const { email } = Route.useSearch()
  const navigate = Route.useNavigate()
  return (
    <CustomerListPage
      email={email}
      onEmail={next => void navigate({ search: next ? { email: next } : {} })}
    />
  )
}
