import { createFileRoute } from '@tanstack/react-router'
import { WorkPage } from '#client/features/work/work-page.tsx'
import { workQuery } from '#client/features/work/work-queries.ts'
import type { Role } from '#shared/domain/permissions.ts'

const roles: readonly Role[] = ['viewer', 'support', 'finance', 'engineer', 'admin']

export const Route = createFileRoute('/_desk/')({
  // A role that is none is named as absent, or the router keeps it as it came.
  validateSearch: ({ role }: Record<string, unknown>): { role?: Role } => ({
    role: roles.find(one => one === role),
  }),
  loaderDeps: ({ search: { role } }) => ({ role }),
  // Not awaited: the page stands at once, and its rows come.
  loader: ({ context: { queryClient }, deps: { role } }) => {
    void queryClient.prefetchQuery(workQuery(role))
  },
  component: Home,
})

function Home() {
  return <WorkPage role={Route.useSearch().role} />
}
