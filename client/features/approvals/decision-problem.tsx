import { Notice } from '#client/kit/notice.tsx'
import { ApiError } from '#client/lib/api.ts'
import { useSignInAgain } from '#client/lib/sign-in-again.ts'
import { Button } from '#client/ui/button.tsx'

/** Why the decision was not taken; what was written stays. */
export function DecisionProblem({ error }: { error: Error | null }) {
  const signInAgain = useSignInAgain()
  if (error === null) return null
  if (error instanceof ApiError && error.code === 'reauth_required') {
    return (
      <Notice
        tone="warning"
        title="Sign in again to decide about money"
        actions={
          <Button size="bar" busy={signInAgain.isPending} onClick={() => signInAgain.mutate()}>
            Sign in again
          </Button>
        }
      >
        Your sign-in is more than 15 minutes old. Nothing was decided.
      </Notice>
    )
  }
  return (
    <Notice tone="destructive" title={error instanceof ApiError ? 'This was not decided' : 'No answer'}>
      {error.message}
      {error instanceof ApiError ? (
        <code className="mt-1 block font-mono text-xs text-muted-foreground">{error.problem.requestId}</code>
      ) : (
        ' Look at the list: it shows whether it was decided.'
      )}
    </Notice>
  )
}
