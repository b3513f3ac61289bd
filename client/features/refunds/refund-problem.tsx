import { Notice } from '#client/kit/notice.tsx'
import { ApiError, NoAnswerError } from '#client/lib/api.ts'
import { useSignInAgain } from '#client/lib/sign-in-again.ts'
import { Button } from '#client/ui/button.tsx'

/** What came back instead of an operation. The input stays. */
export function RefundProblem({ error, onDismiss }: { error: Error | null; onDismiss: () => void }) {
  if (error === null) return null
  if (error instanceof NoAnswerError) {
    return (
      <Notice tone="warning" title="The desk did not answer, checking">
        Whether it was recorded is being asked. It will not be sent twice.
      </Notice>
    )
  }
  if (!(error instanceof ApiError)) {
    return (
      <Notice tone="destructive" title="This page failed">
        Nothing more was sent. Reload it.
      </Notice>
    )
  }
  if (error.code === 'reauth_required') return <SignInAgain />
  if (error.code === 'not_found') {
    return (
      <Notice tone="warning" title="Your request did not reach the desk">
        Nothing was sent. You can send it again.
      </Notice>
    )
  }
  return (
    <Notice
      tone="destructive"
      title="It cannot be refunded like this"
      actions={
        <Button size="bar" variant="ghost" onClick={onDismiss}>
          Keep editing
        </Button>
      }
    >
      {error.message}
      <code className="mt-1 block font-mono text-xs text-muted-foreground">{error.problem.requestId}</code>
    </Notice>
  )
}

function SignInAgain() {
  const signInAgain = useSignInAgain()
  return (
    <Notice
      tone="warning"
      title="Sign in again to move money"
      actions={
        <Button size="bar" busy={signInAgain.isPending} onClick={() => signInAgain.mutate()}>
          Sign in again
        </Button>
      }
    >
      Your sign-in is more than 15 minutes old. Nothing was sent; what you wrote is kept.
    </Notice>
  )
}
