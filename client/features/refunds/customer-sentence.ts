import { fullDate } from '#client/lib/times.ts'
import type { RefundPreview } from '#shared/api/refunds.ts'
import { methodText } from '#shared/domain/method-text.ts'
import { formatMoney } from '#shared/domain/money.ts'
import type { Operation } from '#shared/domain/operation.ts'

/** What the customer can be told, and is true. */
export function customerSentence(
  { money, updatedAt }: Operation,
  preview: RefundPreview | undefined,
): string {
  const amount = money === null ? 'your payment' : formatMoney(money)
  const to = preview?.method ? ` to your ${methodText(preview.method).replace('•••• ', 'ending in ')}` : ''
  return `We refunded ${amount}${to} on ${fullDate(updatedAt)}. Your bank usually shows it in 5 to 10 business days.`
}
