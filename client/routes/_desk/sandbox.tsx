import { createFileRoute } from '@tanstack/react-router'
import { SandboxPage } from '#client/features/sandbox/sandbox-page.tsx'
import { sandboxQuery } from '#client/features/sandbox/sandbox-queries.ts'
import { readSandboxSearch } from '#client/features/sandbox/sandbox-search.ts'

export const Route = createFileRoute('/_desk/sandbox')({
  validateSearch: readSandboxSearch,
  // Not awaited: the page shows its own first load, and its own failure.
  loader: ({ context: { queryClient } }) => {
    void queryClient.prefetchQuery(sandboxQuery)
  },
  component: Sandbox,
})

function Sandbox() {
  return <SandboxPage search={Route.useSearch()} />
}
