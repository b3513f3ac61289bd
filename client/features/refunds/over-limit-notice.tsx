import Stamp from 'lucide-react/icons/stamp'
import { Notice } from '#client/kit/notice.tsx'
import { useNow } from '#client/lib/now.ts'
import { deadlineTime, zoneName } from '#client/lib/times.ts'
import type { RefundPreview } from '#shared/api/refunds.ts'
import { formatMoney } from '#shared/domain/money.ts'
import type { LimitAfter } from './refund-limit.ts'

const anyOf = new Intl.ListFormat('en', { type: 'disjunction' })

/** Why another person has to say yes, who can, and until when. */
export function OverLimitNotice({ preview, limit }: { preview: RefundPreview; limit: LimitAfter }) {
  const now = useNow()
  const { approvers, approvalLapsesAt } = preview
  const who =
    approvers.length === 0
      ? 'Nobody else here can approve it.'
      : `${anyOf.format(approvers.map(({ name }) => name))} can approve it.`
  return (
    <Notice tone="warning" icon={Stamp} title={preview.limit ? 'Over your limit' : 'Needs approval'}>
      {sumSentence(preview, limit)} {who} The request lapses on{' '}
      {deadlineTime(approvalLapsesAt, now).replace(',', ' at')} {zoneName(approvalLapsesAt)}.
    </Notice>
  )
}

function sumSentence({ limit, used, figures: { currency } }: RefundPreview, { spent }: LimitAfter): string {
  const shown = (amount: number): string => formatMoney({ amount, currency })
  if (limit === null) return `${currency.toUpperCase()} has no limit, so each refund in it is approved.`
  if (used.amount === 0) return `This is ${shown(spent)}, and your limit is ${shown(limit.amount)} in 24 h.`
  return `You refunded ${shown(used.amount)} in the last 24 h; this makes ${shown(spent)}, and your limit is ${shown(limit.amount)}.`
}
