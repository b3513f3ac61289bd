import { createFileRoute } from '@tanstack/react-router'
import { SandboxPage } from '#client/features/sandbox/sandbox-page.tsx'
import { readSandboxSearch } from '#client/features/sandbox/sandbox-search.ts'

export const Route = createFileRoute('/_desk/sandbox')({
  validateSearch: readSandboxSearch,
  component: Sandbox,
})

function Sandbox() {
  return <SandboxPage search={Route.useSearch()} />
}
