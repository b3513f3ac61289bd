import type Stripe from 'stripe'
import type { JobHandlers } from '#server/sandbox/core/job.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { charges } from '#server/sandbox/resources/charges/charge.ts'
import { previousAttributes } from '#server/sandbox/webhooks/previous-attributes.ts'
import { bookLine } from './book-refund.ts'
import { withReference } from './destination.ts'
import { refunds } from './refund.ts'
import { failRefund } from './reverse-refund.ts'

/** A refund that was waiting is paid: by the bank, or because the balance now has the money. */
function settle(work: Work, refund: Stripe.Refund): void {
  if (refund.status !== 'pending') return
  const { pending_reason: _, ...settled } = refund
  const charge = work.get(charges, idOf(refund.charge) ?? '')
  const unbooked = refund.balance_transaction === null && charge
  const balance_transaction = unbooked ? bookLine(work, refund, charge).id : refund.balance_transaction
  const succeeded = work.put(refunds, { ...settled, balance_transaction, status: 'succeeded' })
  work.emit('refund.updated', succeeded, previousAttributes(refund, succeeded))
}

const withRefund =
  (run: (work: Work, refund: Stripe.Refund) => void) =>
  (work: Work, id: string): void => {
    const refund = work.get(refunds, id)
    if (refund) run(work, refund)
  }

/** What becomes of refunds by themselves. */
export const refundJobs: JobHandlers = {
  'refund.settle': withRefund(settle),
  'refund.fail': withRefund((work, refund) => {
    if (refund.status === 'succeeded') failRefund(work, refund, 'expired_or_canceled_card')
  }),
  'refund.expire': withRefund((work, refund) => {
    if (refund.status === 'requires_action') failRefund(work, refund, 'unknown')
  }),
  'refund.reference': withRefund((work, refund) => {
    if (refund.status !== 'succeeded') return
    const destination = withReference(refund)
    if (destination) work.update(refunds, refund, { destination_details: destination }, 'refund.updated')
  }),
}
