import type Stripe from 'stripe'
import type { Work } from '#server/sandbox/core/work.ts'
import { invoices } from './invoice.ts'

const draftForSeconds = 60 * 60

/** Asks for the draft to be finalized by itself: at `at`, in whole seconds, or in about an hour. */
export function scheduleAdvance(work: Work, draft: Stripe.Invoice, at?: number): Stripe.Invoice {
  const due = at ?? work.now + draftForSeconds + 1
  work.later(Math.max(0, due - work.now) * 1000, 'invoice.advance', draft.id)
  return work.put(invoices, {
    ...draft,
    automatically_finalizes_at: due,
    next_payment_attempt:
      draft.collection_method === 'charge_automatically' ? Math.max(due, work.now + draftForSeconds) : null,
  })
}
