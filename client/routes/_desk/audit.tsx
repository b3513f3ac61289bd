import { createFileRoute } from '@tanstack/react-router'
import { AuditPage } from '#client/features/audit/audit-page.tsx'
import { auditQuery, chainQuery } from '#client/features/audit/audit-queries.ts'
import { readAuditSearch } from '#client/features/audit/audit-search.ts'

export const Route = createFileRoute('/_desk/audit')({
  validateSearch: readAuditSearch,
  loaderDeps: ({ search }) => search,
  // Not awaited: the log shows its own first load, and its own failure.
  loader: ({ context: { queryClient }, deps }) => {
    void queryClient.prefetchInfiniteQuery(auditQuery(deps))
    void queryClient.prefetchQuery(chainQuery)
  },
  component: Audit,
})

function Audit() {
  return <AuditPage search={Route.useSearch()} />
}
