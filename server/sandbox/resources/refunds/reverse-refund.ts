import type Stripe from 'stripe'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { bookBalance } from '#server/sandbox/resources/balance/balance-transaction.ts'
import { charges } from '#server/sandbox/resources/charges/charge.ts'
import { previousAttributes } from '#server/sandbox/webhooks/previous-attributes.ts'
import { shiftRefunded } from './book-refund.ts'
import { refunds } from './refund.ts'

type End = { readonly status: 'canceled' } | { readonly status: 'failed'; readonly failure_reason: string }

/** The money is back: the ledger has it again if it had left, and the charge no longer counts it. */
function reverse(work: Work, refund: Stripe.Refund, end: End): Stripe.Refund {
  const { pending_reason: _pending, next_action: _action, ...rest } = refund
  const line =
    rest.balance_transaction === null
      ? undefined
      : bookBalance(work, {
          type: 'refund_failure',
          reporting_category: 'refund_failure',
          amount: refund.amount,
          currency: refund.currency,
          source: refund.id,
          description: 'REFUND FAILURE',
        })
  const returned = line === undefined ? {} : { failure_balance_transaction: line.id }
  const reversed = work.put(refunds, { ...rest, ...end, ...returned })
  const charge = work.get(charges, idOf(refund.charge) ?? '')
  if (charge) shiftRefunded(work, charge, -refund.amount, 'charge.updated')
  return reversed
}

/** Ends a refund that did not reach the customer. */
export function failRefund(work: Work, refund: Stripe.Refund, reason: string): Stripe.Refund {
  const failed = reverse(work, refund, { status: 'failed', failure_reason: reason })
  work.emit('refund.failed', failed)
  work.emit('refund.updated', failed, previousAttributes(refund, failed))
  return failed
}

/** Takes back a refund that waits for the customer. */
export function cancelRefund(work: Work, refund: Stripe.Refund): Stripe.Refund {
  const canceled = reverse(work, refund, { status: 'canceled' })
  work.emit('refund.updated', canceled, previousAttributes(refund, canceled))
  return canceled
}
