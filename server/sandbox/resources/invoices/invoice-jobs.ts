import type { JobHandlers } from '#server/sandbox/core/job.ts'
import { settleByIntent, tryToCollect } from './collect-invoice.ts'
import { invoices } from './invoice.ts'

/** What Stripe does to invoices by itself. */
export const invoiceJobs: JobHandlers = {
  'invoice.retry': (work, id) => {
    const invoice = work.get(invoices, id)
    if (invoice?.status === 'open' && invoice.auto_advance) tryToCollect(work, invoice)
  },
  'invoice.settle': (work, id) => {
    const invoice = work.get(invoices, id)
    if (invoice) settleByIntent(work, invoice)
  },
}
