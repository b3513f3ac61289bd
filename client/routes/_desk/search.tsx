import { useQuery } from '@tanstack/react-query'
import { createFileRoute, redirect } from '@tanstack/react-router'
import { SearchPage } from '#client/features/search/search-page.tsx'
import { searchQuery } from '#client/features/search/search-queries.ts'
import { textParam } from '#client/lib/search-params.ts'
import type { SearchTarget } from '#shared/api/search.ts'

const pages: Record<SearchTarget, (id: string) => string> = {
  customer: id => `/customers/${id}`,
  payment: id => `/payments/${id}`,
  dispute: id => `/disputes/${id}`,
  invoice: id => `/invoices/${id}`,
  subscription: id => `/subscriptions/${id}`,
  event: id => `/events?event=${id}`,
}

export const Route = createFileRoute('/_desk/search')({
  validateSearch: (search): { q?: string } => ({ ...textParam(search, 'q') }),
  loaderDeps: ({ search: { q } }) => ({ q }),
  loader: async ({ context: { queryClient }, deps: { q } }) => {
    if (q === undefined) return
    // An answer that fails is told on the page, beside the search that it is of.
    const found = await queryClient.fetchQuery(searchQuery(q)).catch(() => null)
    if (found?.direct) throw redirect({ href: pages[found.direct.target](found.direct.id), replace: true })
  },
  component: Search,
})

function Search() {
  const { q = '' } = Route.useSearch()
  const result = useQuery({ ...searchQuery(q), enabled: q !== '' })
  return <SearchPage q={q} result={result} />
}
