import { useNow } from '#client/lib/now.ts'
import { shortDate } from '#client/lib/times.ts'
import { formatMoney } from '#shared/domain/money.ts'

/** "24 Dec, €38.00"; the date alone where only Stripe knows what it will come to. */
export function NextInvoice({
  at,
  amount,
  currency,
}: {
  at: number
  amount: number | null
  currency: string
}) {
  const day = shortDate(at, useNow())
  return <>{amount === null ? day : `${day}, ${formatMoney({ amount, currency })}`}</>
}
