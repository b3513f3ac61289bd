import { Notice } from '#client/kit/notice.tsx'
import { useMay } from '#client/lib/session.ts'
import { type DisputeCase, isOpenDispute } from '#shared/domain/dispute.ts'
import type { Operation } from '#shared/domain/operation.ts'
import { whyForbidden } from '#shared/domain/permissions.ts'
import { canBeAnswered } from './case-end.ts'
import { CaseFacts } from './case-facts.tsx'
import { CaseHead } from './case-head.tsx'
import { CaseOutcome } from './case-outcome.tsx'
import { type CaseStep, CaseStepper, caseSteps } from './case-stepper.tsx'
import { MoneyMoved } from './money-table.tsx'
import { SentEvidence } from './sent-evidence.tsx'

const everyStep: ReadonlySet<CaseStep> = new Set(caseSteps)
const noStep: ReadonlySet<CaseStep> = new Set()

/** A case that is only read: sent, decided, or not this person's to write. */
export function CaseReader({ open, last }: { open: DisputeCase; last: Operation | undefined }) {
  const mayDraft = useMay('dispute:draft')
  const isAnswerable = canBeAnswered(open, last)
  return (
    <>
      <CaseHead open={open} />
      <div className="flex min-h-11 items-center gap-4 border-b px-6 max-sm:px-4">
        {open.submissionCount > 0 ? (
          <CaseStepper current="Submit" done={everyStep} />
        ) : isOpenDispute(open.state) ? (
          <CaseStepper current="Understand" done={noStep} />
        ) : null}
        <CaseFacts open={open} />
      </div>
      <div className="flex max-w-3xl flex-col gap-5 px-6 py-5 max-sm:px-4">
        {isAnswerable && !mayDraft ? (
          <Notice tone="info" title={whyForbidden('dispute:draft')} />
        ) : (
          <CaseOutcome open={open} last={last} />
        )}
        <SentEvidence open={open} />
        <MoneyMoved movements={open.movements} />
      </div>
    </>
  )
}
