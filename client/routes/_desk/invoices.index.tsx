import { createFileRoute } from '@tanstack/react-router'
import { CustomerFilter } from '#client/features/customers/customer-filter.tsx'
import { InvoiceListPage } from '#client/features/invoices/invoice-list-page.tsx'
import type { InvoiceFilter } from '#client/features/invoices/invoices-queries.ts'
import { FilterChip } from '#client/kit/filter-chip.tsx'
import { choiceParam, idParam } from '#client/lib/search-params.ts'

const statuses = [
  'draft',
  'open',
  'paid',
  'uncollectible',
  'void',
] as const satisfies readonly InvoiceFilter[]

interface InvoiceSearch {
  status?: InvoiceFilter
  customer?: string
  subscription?: string
}

export const Route = createFileRoute('/_desk/invoices/')({
  validateSearch: (search): InvoiceSearch => ({
    ...choiceParam(search, 'status', statuses),
    ...idParam(search, 'customer'),
    ...idParam(search, 'subscription'),
  }),
  component: Invoices,
})

function Invoices() {
  const of = Route.useSearch()
  const navigate = Route.useNavigate()
  const status = of.status ? { status: of.status } : {}
  const clear = (): void => void navigate({ search: status })
  return (
    <InvoiceListPage
      of={of}
      filters={
        <>
          {of.customer ? <CustomerFilter customerId={of.customer} onRemove={clear} /> : null}
          {of.subscription ? (
            <FilterChip name="Subscription" value={of.subscription} onRemove={clear} />
          ) : null}
        </>
      }
    />
  )
}
