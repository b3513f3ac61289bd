import Scale from 'lucide-react/icons/scale'
import Siren from 'lucide-react/icons/siren'
import { Notice } from '#client/kit/notice.tsx'
import type { RefundPreview } from '#shared/api/refunds.ts'
import { formatMoney } from '#shared/domain/money.ts'
import { refundBlockSentences } from '#shared/domain/payment.ts'

/** What should be known before the form is read: the bank asks, or has been warned. */
export function RefundWarnings({ preview }: { preview: RefundPreview }) {
  const { disputes, earlyFraudWarning, figures } = preview
  const rest = formatMoney({ amount: figures.refundable, currency: figures.currency })
  const [inquiry] = disputes
  return (
    <>
      {inquiry ? (
        <Notice tone="warning" icon={Scale} title="The bank is asking about this payment">
          A refund may end it. If it still becomes a dispute, the bank takes{' '}
          {formatMoney({ amount: inquiry.amount, currency: inquiry.currency })} as well and you pay twice, and
          its fee.
        </Notice>
      ) : null}
      {earlyFraudWarning ? (
        <Notice tone="warning" icon={Siren} title="Early fraud warning">
          A full refund of {rest} now may prevent a dispute.
        </Notice>
      ) : null}
    </>
  )
}

/** Why there is no form. */
export function BlockNotice({ preview: { figures, disputes } }: { preview: RefundPreview }) {
  const { block, currency, captured } = figures
  if (block === null) return null
  if (block !== 'disputed') {
    return <Notice tone="info" title={refundBlockSentences[block]} />
  }
  const [dispute] = disputes
  const taken = dispute ?? { amount: captured, currency }
  const refund = { amount: captured - figures.refunded, currency }
  return (
    <Notice tone="destructive" icon={Scale} title="This payment is disputed">
      Refunding now would pay twice: {formatMoney(taken)} taken by the bank, {formatMoney(refund)} refunded,
      and the dispute’s fee.
    </Notice>
  )
}
