import { formatMoney } from '#shared/domain/money.ts'
import type { Operation } from '#shared/domain/operation.ts'
import { whyRefunded } from '#shared/domain/refund-words.ts'

export const amountOf = ({ money, kind }: Operation): string =>
  money === null ? kind.replaceAll(/[._]/g, ' ') : formatMoney(money)

/** Follows the customer's name: `duplicate`, `damaged in transit`. */
export function reasonOf(operation: Operation): string {
  const why = whyRefunded(operation)
  return why.charAt(0).toLowerCase() + why.slice(1)
}

/** Why it needs another person: `limit is €200.00`, or `€241.90 of €200.00 in 24 h`. */
export function limitWords({ approval, money }: Operation): string {
  if (approval === null || money === null) return ''
  const { limit, used } = approval
  if (limit === null) return `no limit in ${money.currency.toUpperCase()}`
  if (used.amount === 0) return `limit is ${formatMoney(limit)}`
  const sum = formatMoney({ amount: used.amount + money.amount, currency: money.currency })
  return `${sum} of ${formatMoney(limit)} in 24 h`
}
