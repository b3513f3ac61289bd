import './styles/app.css'
import { CSPProvider } from '@base-ui/react/csp-provider'
import { QueryClientProvider } from '@tanstack/react-query'
import { createRouter, parseSearchWith, RouterProvider, stringifySearchWith } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { PageProblem } from '#client/features/frame/page-problem.tsx'
import { createQueryClient } from '#client/lib/queries.ts'
import { watchSession } from '#client/lib/session.ts'
import { routeTree } from './routeTree.gen.ts'

const queryClient = createQueryClient()
watchSession(queryClient)

const router = createRouter({
  routeTree,
  context: { queryClient },
  // Plain words in the address: `?q=42.00` is what was typed, and not JSON.
  parseSearch: parseSearchWith(text => text),
  stringifySearch: stringifySearchWith(String),
  defaultPreload: 'intent',
  // The query client decides what is fresh.
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
  scrollToTopSelectors: ['#main'],
  defaultErrorComponent: ({ error, reset }) => <PageProblem error={error} onRetry={reset} />,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

const root = document.getElementById('root')
if (!root) throw new Error('The page has no root.')

createRoot(root).render(
  <StrictMode>
    {/* The content security policy allows no inline style elements; what they would say is in our own CSS. */}
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </CSPProvider>
  </StrictMode>,
)
