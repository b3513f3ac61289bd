import type { Payment } from '#shared/domain/payment.ts'
import { holdsAmount } from '#shared/domain/refund.ts'

/** What Stripe would still give back, and the operations of ours whose refunds that figure already holds. */
export interface Refundable {
  readonly amount: number
  readonly counted: readonly string[]
}

/** Both from the one list of refunds: the charge's own sum was read at another moment, and may hold one more or less. */
export function refundableOf({ figures, refunds }: Payment): Refundable {
  const given = refunds.filter(({ state }) => holdsAmount(state)).reduce((sum, { amount }) => sum + amount, 0)
  return {
    amount: figures.block === null ? Math.max(0, figures.captured - given) : 0,
    counted: refunds.flatMap(({ operationId }) => operationId ?? []),
  }
}
