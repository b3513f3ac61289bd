import type { JobHandlers } from '#server/sandbox/core/job.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { settleByIntent, tryToCollect } from './collect-invoice.ts'
import { dun } from './dunning.ts'
import { invoices } from './invoice.ts'

/** A retry that was asked for comes at its time; one that was put off since does not come twice. */
function retry(work: Work, id: string): void {
  const invoice = work.get(invoices, id)
  if (invoice?.status !== 'open' || !invoice.auto_advance) return
  if (invoice.next_payment_attempt === null || invoice.next_payment_attempt > work.now) return
  tryToCollect(work, invoice)
}

function overdue(work: Work, id: string): void {
  const invoice = work.get(invoices, id)
  if (invoice?.status !== 'open' || invoice.due_date === null || invoice.due_date > work.now) return
  work.emit('invoice.overdue', invoice)
  dun(work, invoice, false)
}

/** What Stripe does to invoices by itself. */
export const invoiceJobs: JobHandlers = {
  'invoice.overdue': overdue,
  'invoice.retry': retry,
  'invoice.settle': (work, id) => {
    const invoice = work.get(invoices, id)
    if (invoice) settleByIntent(work, invoice)
  },
}
