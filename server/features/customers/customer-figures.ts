import type { Clock } from '#server/ports.ts'
import type { CustomerFigures } from '#shared/api/customers.ts'
import { sumByCurrency } from '#shared/domain/money.ts'
import type { PaymentSummary } from '#shared/domain/payment.ts'
import type { CustomerDeps } from './list-customers.ts'

const summedPayments = 100
const failuresWithinMs = 90 * 24 * 60 * 60 * 1000

/** Money was taken in these states, whatever became of it after. */
const taken = new Set(['paid', 'partly_refunded', 'refunded', 'disputed', 'early_fraud_warning'])

/** Sums over the customer's latest hundred payments; `more` says that there are others. */
export async function customerFigures(
  { reader, clock }: CustomerDeps & { readonly clock: Clock },
  id: string,
): Promise<CustomerFigures> {
  const { data, nextCursor } = await reader.payments({ customer: id, limit: summedPayments })
  const paid = data.filter(({ state }) => taken.has(state))
  const since = clock.now() - failuresWithinMs
  return {
    paid: sumByCurrency(paid),
    refunded: sumByCurrency(paid.filter(({ amountRefunded }) => amountRefunded > 0).map(refundedOf)),
    failedIn90Days: data.filter(({ state, createdAt }) => state === 'declined' && createdAt >= since).length,
    payments: data.length,
    more: nextCursor !== null,
  }
}

const refundedOf = ({ amountRefunded, currency }: PaymentSummary) => ({ amount: amountRefunded, currency })
