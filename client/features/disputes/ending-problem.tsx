import { Notice } from '#client/kit/notice.tsx'
import { ApiError, NoAnswerError } from '#client/lib/api.ts'
import { useSignInAgain } from '#client/lib/sign-in-again.ts'
import { Button } from '#client/ui/button.tsx'

/** Why a final act was not taken, or that nobody knows. What was written stays. */
export function EndingProblem({ error }: { error: Error | null }) {
  if (error === null) return null
  if (error instanceof NoAnswerError) {
    return (
      <Notice tone="warning" title="The desk did not answer">
        It is not known whether this was taken. Asking again is safe: it is done once.
      </Notice>
    )
  }
  if (error instanceof ApiError && error.code === 'reauth_required') return <SignInAgain />
  return (
    <Notice tone="destructive" title="It was not taken, and nothing was sent">
      {error.message}
    </Notice>
  )
}

function SignInAgain() {
  const signInAgain = useSignInAgain()
  return (
    <Notice
      tone="warning"
      title="Sign in again to do this"
      actions={
        <Button size="bar" busy={signInAgain.isPending} onClick={() => signInAgain.mutate()}>
          Sign in again
        </Button>
      }
    >
      Your sign-in is more than 15 minutes old. Nothing was sent; the draft is kept.
    </Notice>
  )
}
