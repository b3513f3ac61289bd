import { createFileRoute } from '@tanstack/react-router'
import { CasePage } from '#client/features/disputes/case-page.tsx'
import { disputeQuery } from '#client/features/disputes/disputes-queries.ts'

interface CaseSearch {
  /** Left out: writing. */
  step?: 'review'
}

export const Route = createFileRoute('/_desk/disputes/$id')({
  validateSearch: ({ step }: Record<string, unknown>): CaseSearch => (step === 'review' ? { step } : {}),
  loader: ({ context, params }) => context.queryClient.ensureQueryData(disputeQuery(params.id)),
  component: Case,
})

function Case() {
  const { id } = Route.useParams()
  const { step } = Route.useSearch()
  return <CasePage key={id} id={id} step={step ?? 'write'} />
}
