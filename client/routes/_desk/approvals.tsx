import { createFileRoute } from '@tanstack/react-router'
import { ApprovalsPage } from '#client/features/approvals/approvals-page.tsx'
import { operationsQuery } from '#client/features/approvals/approvals-queries.ts'
import { readApprovalsSearch } from '#client/features/approvals/approvals-search.ts'

export const Route = createFileRoute('/_desk/approvals')({
  validateSearch: readApprovalsSearch,
  // Not awaited: each list shows its own first load, and its own failure.
  loader: ({ context: { queryClient } }) => {
    void queryClient.prefetchInfiniteQuery(operationsQuery('to_decide'))
    void queryClient.prefetchInfiniteQuery(operationsQuery('decided'))
  },
  component: Approvals,
})

function Approvals() {
  return <ApprovalsPage search={Route.useSearch()} />
}
