import type * as z from 'zod'
import type { Found, OperationKind } from '#server/operations/port.ts'
import { Problem } from '#server/problem.ts'
import type { MoneyGateway } from '#server/stripe/money-gateway.ts'
import { outcomeOfRefundStatus } from '#server/stripe/outcome.ts'
import type { StripeReader } from '#server/stripe/port.ts'
import { createRefundBody } from '#shared/api/refunds.ts'
import { allowedAround, formatMoney, shownDecimals } from '#shared/domain/money.ts'
import { type Payment, refundBlockSentences } from '#shared/domain/payment.ts'
import type { Refund } from '#shared/domain/refund.ts'
import { refundableOf } from './refundable.ts'

export const refundInput = createRefundBody.omit({ operationId: true })
export type RefundInput = z.infer<typeof refundInput>

/** Gives money back on a payment, in part or whole. */
export function createRefundKind(deps: {
  reader: StripeReader
  gateway: MoneyGateway
}): OperationKind<RefundInput> {
  const { reader, gateway } = deps
  return {
    kind: 'refund',
    input: refundInput,
    permission: 'refund:create',
    limited: true,
    async check(input) {
      assertAmountExists(input)
      const payment = await reader.payment(input.paymentId, { fresh: true, lane: 'money' })
      assertRefundable(payment, input)
      const { amount, currency } = input
      const name = payment.customer?.name ?? payment.customer?.id ?? 'a guest'
      return {
        title: `Refund ${formatMoney({ amount, currency })} to ${name}`,
        targetId: payment.id,
        customerId: payment.customer?.id ?? null,
        customerName: payment.customer?.name ?? null,
        exposure: { amount, currency },
        available: { ...refundableOf(payment), expected: input.expectedRefundable },
      }
    },
    describe: ({ reason, ourReason, note, ticket }) => ({
      reason,
      ourReason: ourReason ?? null,
      note: note ?? null,
      ticket: ticket ?? null,
    }),
    async send({ paymentId, amount, currency, reason }, key) {
      const outcome = await gateway.createRefund({ paymentId, amount, currency, reason, ...key })
      reader.forget([paymentId])
      return outcome
    },
    async find({ paymentId }, { operationId }) {
      try {
        const refunds = await reader.refundsOf(paymentId)
        reader.forget([paymentId])
        return foundIn(refunds, operationId)
      } catch {
        return { type: 'unreadable' }
      }
    },
  }
}

/** @throws {Problem} `amount_not_allowed` with the neighbours that the currency has. */
function assertAmountExists({ amount, currency }: RefundInput): void {
  const allowed = allowedAround(amount, currency)
  if (allowed === null) return
  const neighbours = allowed.filter(value => value > 0).map(value => ({ amount: value, currency }))
  const use = neighbours.map(value => formatMoney(value)).join(' or ')
  const code = currency.toUpperCase()
  const rule =
    shownDecimals(currency) === 0 ? `${code} has no decimals` : `The last decimal of ${code} must be 0`
  throw new Problem('amount_not_allowed', `${rule}: use ${use}. Nothing was sent.`, { allowed: neighbours })
}

/** @throws {Problem} `currency_mismatch`, `charge_disputed`, `not_refundable`. */
function assertRefundable({ figures, currency, disputes }: Payment, input: RefundInput): void {
  if (currency !== input.currency) {
    const sentence = `This payment is in ${currency.toUpperCase()}, not ${input.currency.toUpperCase()}. Nothing was sent.`
    throw new Problem('currency_mismatch', sentence, { currency })
  }
  const { block } = figures
  if (block === null) return
  const sentence = `${refundBlockSentences[block]} Nothing was sent.`
  if (block === 'disputed')
    throw new Problem('charge_disputed', sentence, { disputeIds: disputes.map(({ id }) => id) })
  throw new Problem('not_refundable', sentence, { block })
}

/** Our refund's words for Stripe's own, as far as they differ. */
const stripeStatuses: Readonly<Record<string, string>> = {
  waiting_for_balance: 'pending',
  failed_later: 'failed',
}

function foundIn(refunds: readonly Refund[], operationId: string): Found {
  const ours = refunds.filter(refund => refund.operationId === operationId)
  const refund = ours.find(({ state }) => state !== 'failed' && state !== 'canceled') ?? ours[0]
  if (refund === undefined) return { type: 'absent' }
  const { id, state, failureReason } = refund
  const status = stripeStatuses[state] ?? state
  return { type: 'found', outcome: outcomeOfRefundStatus({ id, status, failureReason }, null) }
}
