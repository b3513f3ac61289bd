import { ConfirmDialog } from '#client/kit/confirm-dialog.tsx'
import { Notice } from '#client/kit/notice.tsx'
import { useNow } from '#client/lib/now.ts'
import { useSession } from '#client/lib/session.ts'
import { deadlineInFull, duration } from '#client/lib/times.ts'
import type { DisputeCase } from '#shared/domain/dispute.ts'
import { countCharacters, evidenceToSend } from '#shared/domain/evidence.ts'
import { formatMoney } from '#shared/domain/money.ts'
import { isPastDue } from './case-end.ts'
import type { DraftValues } from './draft-values.ts'
import { EndingProblem } from './ending-problem.tsx'
import { sizeInWords } from './file-size.ts'
import type { Ending } from './use-ending.ts'

export interface SubmitDialogProps {
  open: DisputeCase
  values: DraftValues
  ending: Ending
}

/** Sending is final: what goes, that it goes once, and by when. Past the deadline the typed word says so. */
export function SubmitDialog({ open, values, ending }: SubmitDialogProps) {
  const { mode } = useSession()
  const now = useNow()
  const { dueBy } = open
  const isLate = isPastDue(open, now)
  return (
    <ConfirmDialog
      open={ending.isOpen}
      onOpenChange={next => (next ? undefined : ending.close())}
      title={`Send the evidence for ${formatMoney(open)}?`}
      mode={mode}
      tone="primary"
      consequences={[
        whatGoes(open.reason, values),
        'The bank takes evidence once. After this, nothing can be added or changed.',
        dueBy === null || isLate
          ? 'The deadline has passed; the bank may not read it.'
          : `It arrives ${duration(dueBy - now)} before the deadline of ${deadlineInFull(dueBy)}.`,
      ]}
      word={isLate ? 'late' : 'submit'}
      action={isLate ? 'Submit late' : 'Submit evidence'}
      busyAction="Submitting…"
      busy={ending.busy}
      onConfirm={ending.send}
    >
      {isLate && dueBy !== null ? (
        <Notice tone="warning" title={`This is ${duration(now - dueBy)} late.`}>
          Delivery to the bank is not guaranteed. Typing “late” says that you know.
        </Notice>
      ) : null}
      <EndingProblem error={ending.error} />
    </ConfirmDialog>
  )
}

function whatGoes(reason: string, values: DraftValues): string {
  const { fields, files } = evidenceToSend(reason, values)
  const texts = Object.values(fields).filter(text => text.trim() !== '')
  const characters = texts.reduce((sum, text) => sum + countCharacters(text.trim()), 0)
  const attached = Object.values(files)
  const bytes = attached.reduce((sum, { size }) => sum + size, 0)
  const filesInWords =
    attached.length === 0
      ? 'no file'
      : `${attached.length} ${attached.length === 1 ? 'file' : 'files'} (${sizeInWords(bytes)})`
  return `The bank gets ${texts.length} texts (${characters.toLocaleString('en')} characters) and ${filesInWords}.`
}
