import { ConfirmDialog } from '#client/kit/confirm-dialog.tsx'
import { useSession } from '#client/lib/session.ts'
import type { DisputeCase } from '#shared/domain/dispute.ts'
import { formatMoney } from '#shared/domain/money.ts'
import { moneyMoved } from './case-money.ts'
import { EndingProblem } from './ending-problem.tsx'
import type { Ending } from './use-ending.ts'

/** Accepting loses the dispute at once: what that costs, and that it cannot be taken back. */
export function AcceptDialog({ open, ending }: { open: DisputeCase; ending: Ending }) {
  const { mode } = useSession()
  const isInquiry = open.kind === 'inquiry'
  return (
    <ConfirmDialog
      open={ending.isOpen}
      onOpenChange={next => (next ? undefined : ending.close())}
      title={isInquiry ? 'Close the inquiry unanswered?' : `Accept the dispute of ${formatMoney(open)}?`}
      mode={mode}
      consequences={consequencesOf(open)}
      word="accept"
      action={isInquiry ? 'Close the inquiry' : `Accept and lose ${formatMoney(open)}`}
      busyAction={isInquiry ? 'Closing…' : 'Accepting…'}
      busy={ending.busy}
      onConfirm={ending.send}
    >
      <EndingProblem error={ending.error} />
    </ConfirmDialog>
  )
}

function consequencesOf(open: DisputeCase): string[] {
  const final = 'This is final: no evidence can be sent afterwards, and the draft here stays unsent.'
  if (open.kind === 'inquiry')
    return ['The bank gets no answer from you and may file a chargeback.', 'No money moves now.', final]
  const moved = moneyMoved(open.movements)
  const fee = moved && moved.fee.amount > 0 ? ` and the fee of ${formatMoney(moved.fee)}` : ''
  return [
    `${formatMoney(moved?.taken ?? open)}${fee} are lost and do not come back.`,
    'The dispute ends as lost at once.',
    final,
  ]
}
