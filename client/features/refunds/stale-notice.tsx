import GitCompareArrows from 'lucide-react/icons/git-compare-arrows'
import { Notice } from '#client/kit/notice.tsx'
import { clockTime } from '#client/lib/times.ts'
import { Button } from '#client/ui/button.tsx'
import type { RefundPreview } from '#shared/api/refunds.ts'
import { formatMoney } from '#shared/domain/money.ts'

interface StaleNoticeProps {
  preview: RefundPreview
  /** Refundable now, in minor units. */
  current: number
  /** Operations that the reader has seen. */
  known: readonly string[]
  onSeen: (use: boolean) => void
}

/** Somebody was faster: what is left now, and a button that takes it. */
export function StaleNotice({ preview, current, known, onSeen }: StaleNoticeProps) {
  const { currency } = preview.figures
  const shown = formatMoney({ amount: current, currency })
  const other = preview.recent.find(({ operationId }) => !known.includes(operationId))
  return (
    <Notice
      tone="destructive"
      icon={GitCompareArrows}
      title="This payment changed while you were writing"
      actions={
        <>
          {current > 0 ? (
            <Button size="bar" onClick={() => onSeen(true)}>
              Use {shown}
            </Button>
          ) : null}
          <Button size="bar" variant="ghost" onClick={() => onSeen(false)}>
            Keep editing
          </Button>
        </>
      }
    >
      {other ? (
        <>
          <bdi>{other.by.name}</bdi> refunded {formatMoney({ amount: other.amount, currency })} at{' '}
          {clockTime(other.at)}.{' '}
        </>
      ) : (
        'It was changed elsewhere. '
      )}
      Refundable is now <strong className="font-semibold">{shown}</strong>. Nothing was sent.
    </Notice>
  )
}
