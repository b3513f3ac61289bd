import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, Link, Outlet } from '@tanstack/react-router'
import { PageProblem } from '#client/features/frame/page-problem.tsx'
import { sessionQuery } from '#client/lib/session.ts'

export interface RouterContext {
  queryClient: QueryClient
}

export const Route = createRootRouteWithContext<RouterContext>()({
  beforeLoad: async ({ context }) => ({ session: await context.queryClient.ensureQueryData(sessionQuery) }),
  component: Outlet,
  errorComponent: ({ error, reset }) => <PageProblem error={error} onRetry={reset} />,
  notFoundComponent: () => (
    <div className="px-6 py-18 text-center">
      <h1 className="text-lg font-semibold">There is no such page</h1>
      <p className="mt-1 text-muted-foreground">The address may be cut or old.</p>
      <Link to="/" className="mt-3 inline-block text-link hover:underline">
        Go to Home
      </Link>
    </div>
  ),
})
