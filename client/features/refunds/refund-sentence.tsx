import Info from 'lucide-react/icons/info'
import type { RefundPreview } from '#shared/api/refunds.ts'
import { methodText } from '#shared/domain/method-text.ts'
import { formatMoney } from '#shared/domain/money.ts'

/** What the customer gets, by which card and when, what is then left, and what it costs us. */
export function RefundSentence({ preview, amount }: { preview: RefundPreview; amount: number }) {
  const { customerName, method, figures, fee } = preview
  const { currency } = figures
  const left = figures.refundable - amount
  const then =
    left === 0
      ? 'The payment is then fully refunded.'
      : `${formatMoney({ amount: left, currency })} of it is then left.`
  return (
    <div aria-live="polite" className="flex gap-2.5 rounded-md bg-muted px-3 py-2.5">
      <Info aria-hidden className="mt-0.5 size-4 text-muted-foreground" />
      <p>
        {customerName ? <bdi>{customerName}</bdi> : 'The customer'} gets{' '}
        <strong className="font-semibold">{formatMoney({ amount, currency })}</strong> back
        {method ? ` on ${methodText(method)}` : ''}, usually in 5 to 10 business days. {then}
        {fee && fee.amount > 0 ? ` Stripe keeps its fee of ${formatMoney(fee)}.` : ''}
      </p>
    </div>
  )
}
