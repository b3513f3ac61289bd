import CircleQuestionMark from 'lucide-react/icons/circle-question-mark'
import { CopyButton } from '#client/kit/copy-button.tsx'
import { DeskDialog } from '#client/kit/desk-dialog.tsx'
import { IdChip } from '#client/kit/id-chip.tsx'
import { Notice } from '#client/kit/notice.tsx'
import { OperationSteps } from '#client/kit/operation-steps.tsx'
import { useNow } from '#client/lib/now.ts'
import { useSession } from '#client/lib/session.ts'
import { clockTimeWithSeconds, duration } from '#client/lib/times.ts'
import { Button } from '#client/ui/button.tsx'
import type { RefundPreview } from '#shared/api/refunds.ts'
import { formatMoney } from '#shared/domain/money.ts'
import type { Operation } from '#shared/domain/operation.ts'
import { customerSentence } from './customer-sentence.ts'
import { RefundAbout } from './refund-about.tsx'
import { mayTryAgain, resultWords } from './result-words.ts'

interface RefundResultProps {
  operation: Operation
  preview: RefundPreview | undefined
  onClose: () => void
  /** Another operation with what was written. */
  onAgain: () => void
}

/** What became of it, as far as it is known, and how that was found out. */
export function RefundResult({ operation, preview, onClose, onAgain }: RefundResultProps) {
  const { mode } = useSession()
  const { state, money } = operation
  const { tone, title, text } = resultWords(operation)
  const isUnknown = state === 'unknown'
  return (
    <DeskDialog
      open
      onOpenChange={open => (open ? undefined : onClose())}
      title={money === null ? 'Refund' : `Refund ${formatMoney(money)}`}
      mode={mode}
      about={preview ? <RefundAbout preview={preview} /> : null}
      footNote={<FootNote operation={operation} />}
      actions={<ResultActions state={state} onClose={onClose} onAgain={onAgain} />}
    >
      <Notice
        tone={tone}
        title={title}
        {...(isUnknown ? { icon: CircleQuestionMark } : {})}
        actions={
          state === 'succeeded' ? (
            <CopyButton
              size="bar"
              text={customerSentence(operation, preview)}
              label="Copy sentence for customer"
            />
          ) : null
        }
      >
        {text}
      </Notice>
      <OperationSteps operation={operation} />
      <div className="flex flex-col gap-1.5 text-muted-foreground">
        {isUnknown ? (
          <p>
            You can close this. The answer will appear on the payment and in your work list. Please do not
            promise the customer anything yet.
          </p>
        ) : null}
        <p className="flex flex-wrap items-center gap-2 text-xs">
          Operation <IdChip id={operation.id} />
        </p>
      </div>
    </DeskDialog>
  )
}

function ResultActions({
  state,
  onClose,
  onAgain,
}: Pick<RefundResultProps, 'onClose' | 'onAgain'> & Pick<Operation, 'state'>) {
  if (state === 'unknown') {
    return (
      <>
        <Button size="dialog" onClick={onClose}>
          Close and keep checking
        </Button>
        <Button size="dialog" variant="primary" busy>
          Refunding…
        </Button>
      </>
    )
  }
  if (!mayTryAgain(state)) {
    return (
      <Button size="dialog" variant="primary" onClick={onClose}>
        Done
      </Button>
    )
  }
  return (
    <>
      <Button size="dialog" onClick={onClose}>
        Close
      </Button>
      <Button size="dialog" variant="primary" onClick={onAgain}>
        Edit and try again
      </Button>
    </>
  )
}

function FootNote({ operation }: { operation: Operation }) {
  const now = useNow()
  const { state, requestedAt, updatedAt, confirmedAt, failure } = operation
  if (state === 'unknown') return `Checking for ${duration(Math.max(now, updatedAt) - requestedAt)}`
  if (failure?.requestId) return <code className="font-mono">{failure.requestId}</code>
  if (state !== 'succeeded') return null
  return confirmedAt === null
    ? 'Stripe’s event has not come yet'
    : `Confirmed by Stripe’s event at ${clockTimeWithSeconds(confirmedAt)}`
}
