import { ApiError } from '#client/lib/api.ts'
import { Button } from '#client/ui/button.tsx'
import { Id } from './id-chip.tsx'
import { Notice } from './notice.tsx'

export interface SectionProblemProps {
  /** What could not be read, such as "The timeline could not be read". */
  title: string
  error: Error
  onRetry: () => void
  className?: string
}

/** One section that failed; the rest of the page stands. */
export function SectionProblem({ title, error, onRetry, className }: SectionProblemProps) {
  return (
    <Notice
      tone="destructive"
      title={title}
      className={className}
      actions={
        <Button size="bar" onClick={onRetry}>
          Try now
        </Button>
      }
    >
      {error.message}
      {error instanceof ApiError ? <Id id={error.problem.requestId} className="block" /> : null}
    </Notice>
  )
}
