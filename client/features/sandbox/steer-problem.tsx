import { Notice } from '#client/kit/notice.tsx'
import { ApiError } from '#client/lib/api.ts'

/** Why the sandbox did not do it. */
export function SteerProblem({ error }: { error: Error | null }) {
  if (error === null) return null
  return (
    <Notice tone="destructive" title={error instanceof ApiError ? 'The sandbox did not do it' : 'No answer'}>
      {error.message}
      {error instanceof ApiError ? (
        <code className="mt-1 block font-mono text-xs text-muted-foreground">{error.problem.requestId}</code>
      ) : null}
    </Notice>
  )
}
