import ArrowRight from 'lucide-react/icons/arrow-right'
import { ForbiddenButton } from '#client/kit/forbidden-button.tsx'
import { useMay } from '#client/lib/session.ts'
import { Button } from '#client/ui/button.tsx'
import type { DisputeCase } from '#shared/domain/dispute.ts'
import { whyForbidden } from '#shared/domain/permissions.ts'
import type { DraftValues } from './draft-values.ts'
import { reviewIssues } from './evidence-review.tsx'

export interface CaseActionsProps {
  open: DisputeCase
  step: 'write' | 'review'
  values: DraftValues
  isSaved: boolean
  onAccept: () => void
  onReview: () => void
  onWrite: () => void
  onSubmit: () => void
}

/** Accept the loss, review, send: what this person may not do stands there with the reason. */
export function CaseActions(props: CaseActionsProps) {
  const { open, step, values, isSaved, onAccept, onReview, onWrite, onSubmit } = props
  const mayAccept = useMay('dispute:accept')
  const maySubmit = useMay('dispute:submit')
  const acceptWords = open.kind === 'inquiry' ? 'Close unanswered…' : 'Accept the loss…'
  return (
    <>
      {mayAccept ? (
        <Button variant="destructive-outline" size="dialog" onClick={onAccept}>
          {acceptWords}
        </Button>
      ) : (
        <ForbiddenButton size="dialog" why={whyForbidden('dispute:accept')}>
          {acceptWords}
        </ForbiddenButton>
      )}
      {step === 'write' ? (
        <Button variant="primary" size="dialog" className="max-sm:hidden" onClick={onReview}>
          Review before sending
          <ArrowRight aria-hidden />
        </Button>
      ) : (
        <>
          <Button size="dialog" className="max-sm:hidden" onClick={onWrite}>
            Back to writing
          </Button>
          {maySubmit ? (
            <Button
              variant="primary"
              size="dialog"
              className="max-sm:hidden"
              disabled={!isSaved || reviewIssues(open.reason, values).length > 0}
              onClick={onSubmit}
            >
              Submit evidence…
            </Button>
          ) : (
            <ForbiddenButton size="dialog" why={whyForbidden('dispute:submit')}>
              Submit evidence…
            </ForbiddenButton>
          )}
        </>
      )}
    </>
  )
}
