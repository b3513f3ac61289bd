import { useRouter } from '@tanstack/react-router'
import { useEffect, useEffectEvent, useMemo, useState } from 'react'
import { useWatch } from 'react-hook-form'
import { call } from '#client/lib/api.ts'
import { nowMs } from '#client/lib/now.ts'
import { usePageActions } from '#client/lib/page-actions.ts'
import { useMay } from '#client/lib/session.ts'
import { acceptDispute, submitDispute } from '#shared/api/disputes.ts'
import type { DisputeCase } from '#shared/domain/dispute.ts'
import { formatMoney } from '#shared/domain/money.ts'
import type { Operation } from '#shared/domain/operation.ts'
import { whyForbidden } from '#shared/domain/permissions.ts'
import { AcceptDialog } from './accept-dialog.tsx'
import { CaseActions } from './case-actions.tsx'
import { CaseBody } from './case-body.tsx'
import { isPastDue } from './case-end.ts'
import { CaseFacts } from './case-facts.tsx'
import { CaseHead } from './case-head.tsx'
import { type CaseStep, CaseStepper } from './case-stepper.tsx'
import { type CheckItem, checklistOf } from './checklist.ts'
import { DraftBar } from './draft-bar.tsx'
import { LeaveDialog } from './leave-dialog.tsx'
import { SubmitDialog } from './submit-dialog.tsx'
import { useDraft } from './use-draft.ts'
import { useEnding } from './use-ending.ts'
import { useUploads } from './use-uploads.ts'

export interface CaseEditorProps {
  open: DisputeCase
  last: Operation | undefined
  step: 'write' | 'review'
}

/** The case while it can be written: checklist, fields, preview, and the foot that saves, reviews and sends. */
export function CaseEditor({ open, last, step }: CaseEditorProps) {
  const { id, reason } = open
  const router = useRouter()
  const draft = useDraft(open)
  const values = useWatch({ control: draft.form.control, compute: all => all })
  const uploads = useUploads(id, reason, draft.form)
  const checklist = checklistOf(reason, values, { ...open.evidence, ...open.fromPayment })
  const endings = useEndings(open, last, () => draft.saver.version)
  const goTo = (next: 'write' | 'review') =>
    void router.navigate({
      to: '/disputes/$id',
      params: { id },
      search: next === 'review' ? { step: next } : {},
    })
  const review = async () => {
    // The review shows what is kept, because that is what can be sent.
    draft.saver.touch(draft.form.getValues())
    if (await draft.saver.flush()) goTo('review')
  }
  useCaseKeys(open, { write: () => goTo('write'), accept: endings.accept.open })
  return (
    <div className="flex h-full flex-col max-sm:h-auto">
      <CaseHead open={open} />
      <div className="flex min-h-11 items-center gap-4 border-b px-6 max-sm:px-4">
        <CaseStepper {...stepsOf(checklist, step)} />
        <CaseFacts open={open} />
      </div>
      <CaseBody {...{ open, last, step, draft, values, uploads, checklist }} />
      <DraftBar state={draft.state} reason={reason} values={values}>
        <CaseActions
          open={open}
          step={step}
          values={values}
          isSaved={draft.state.status === 'saved'}
          onAccept={endings.accept.open}
          onReview={() => void review()}
          onWrite={() => goTo('write')}
          onSubmit={endings.submit.open}
        />
      </DraftBar>
      <SubmitDialog open={open} values={values} ending={endings.submit} />
      <AcceptDialog open={open} ending={endings.accept} />
      <LeaveDialog blocker={draft.blocker} />
    </div>
  )
}

function useEndings(open: DisputeCase, last: Operation | undefined, version: () => number) {
  const { id } = open
  const submit = useEnding(id, `submit ${id} v${version()}`, {
    last,
    ask: operationId =>
      call(submitDispute, {
        params: { id },
        body: { operationId, version: version(), confirmLate: isPastDue(open, nowMs()) },
      }),
  })
  const accept = useEnding(id, `accept ${id}`, {
    last,
    ask: operationId => call(acceptDispute, { params: { id }, body: { operationId } }),
  })
  return { submit, accept }
}

function stepsOf(
  checklist: readonly CheckItem[],
  step: 'write' | 'review',
): { current: CaseStep; done: ReadonlySet<CaseStep> } {
  const isDone = (file: boolean) =>
    checklist.every(item => item.file !== file || item.state === 'done' || item.state === 'optional')
  const done = new Set<CaseStep>(['Understand'])
  if (isDone(true)) done.add('Gather')
  if (isDone(false)) done.add('Write')
  if (step === 'review') return { current: 'Review', done }
  return { current: done.has('Gather') ? 'Write' : 'Gather', done }
}

/** `e`, or a link that ends in #evidence, puts the cursor into the first text. */
function useCaseKeys(open: DisputeCase, go: { write: () => void; accept: () => void }): void {
  const mayAccept = useMay('dispute:accept')
  const focusFirst = useEffectEvent(() => {
    document.querySelector<HTMLElement>('[data-evidence-start]')?.focus()
  })
  const [isAsked] = useState(() => location.hash === '#evidence')
  useEffect(() => {
    if (isAsked) focusFirst()
  }, [isAsked])
  const write = useEffectEvent(() => {
    go.write()
    requestAnimationFrame(focusFirst)
  })
  const accept = useEffectEvent(() => go.accept())
  const subject = `${formatMoney(open)}, ${open.customer?.name ?? open.id}`
  usePageActions(
    useMemo(
      () => ({
        title: 'This dispute',
        subject,
        actions: [
          { label: 'Write evidence', key: 'e', run: () => write() },
          {
            label: 'Accept the loss…',
            why: mayAccept ? undefined : whyForbidden('dispute:accept'),
            run: () => accept(),
          },
        ],
      }),
      [subject, mayAccept],
    ),
  )
}
