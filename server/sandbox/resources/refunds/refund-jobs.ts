import type Stripe from 'stripe'
import type { JobHandlers } from '#server/sandbox/core/job.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { previousAttributes } from '#server/sandbox/webhooks/previous-attributes.ts'
import { failRefund } from './book-refund.ts'
import { refunds } from './refund.ts'

const available = {
  card: {
    reference: '24445005316000000000000',
    reference_status: 'available',
    reference_type: 'acquirer_reference_number',
    type: 'refund' as const,
  },
  type: 'card',
}

/** The bank paid a refund that was waiting. */
function settle(work: Work, refund: Stripe.Refund): void {
  if (refund.status !== 'pending') return
  const { pending_reason: _, ...settled } = refund
  const succeeded = work.put(refunds, { ...settled, status: 'succeeded' })
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
  'refund.reference': withRefund((work, refund) => {
    if (refund.status !== 'succeeded') return
    work.update(refunds, refund, { destination_details: available }, 'refund.updated')
  }),
}
