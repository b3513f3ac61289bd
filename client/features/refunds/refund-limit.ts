import type { RefundPreview } from '#shared/api/refunds.ts'
import { formatMoney } from '#shared/domain/money.ts'

/** What the refund would do to the person's own limit. */
export interface LimitAfter {
  readonly needsApproval: boolean
  /** Spent with this refund, in minor units. */
  readonly spent: number
  readonly footNote: string
  /** Verb and amount. */
  readonly buttonLabel: string
}

export function limitAfter({ limit, used, figures }: RefundPreview, amount: number | null): LimitAfter {
  const { currency } = figures
  const shown = (value: number): string => formatMoney({ amount: value, currency })
  const spent = used.amount + (amount ?? 0)
  if (amount === null) return { needsApproval: false, spent, footNote: '', buttonLabel: 'Refund' }
  if (limit === null) {
    const buttonLabel = `Request approval (no limit in ${currency.toUpperCase()})`
    return { needsApproval: true, spent, footNote: 'Nothing is sent yet', buttonLabel }
  }
  if (spent > limit.amount) {
    const buttonLabel = `Request approval (your limit is ${shown(limit.amount)})`
    return { needsApproval: true, spent, footNote: 'Nothing is sent yet', buttonLabel }
  }
  return {
    needsApproval: false,
    spent,
    footNote: `After this: ${shown(spent)} of your ${shown(limit.amount)} in 24 h`,
    buttonLabel: `Refund ${shown(amount)}`,
  }
}
