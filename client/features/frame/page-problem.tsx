import { useRouter } from '@tanstack/react-router'
import { Notice } from '#client/kit/notice.tsx'
import { ApiError, NoAnswerError } from '#client/lib/api.ts'
import { Button } from '#client/ui/button.tsx'

/** A page that could not be shown: the cause, one way on, and the request to ask about. */
export function PageProblem({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const router = useRouter()
  const problem = error instanceof ApiError ? error.problem : undefined
  return (
    <div className="p-6">
      <Notice
        tone="destructive"
        title={problem?.title ?? 'This page could not be shown'}
        actions={
          <Button
            size="bar"
            onClick={() => {
              onRetry()
              void router.invalidate()
            }}
          >
            Try again
          </Button>
        }
      >
        {problem?.detail ??
          (error instanceof NoAnswerError
            ? error.message
            : 'Nothing was changed. The rest of the desk works.')}
        {problem ? <code className="block font-mono text-xs">{problem.requestId}</code> : null}
      </Notice>
    </div>
  )
}
