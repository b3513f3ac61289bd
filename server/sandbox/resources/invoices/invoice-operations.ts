import type { Resource } from '#server/sandbox/core/operation.ts'
import { searchOperation } from '#server/sandbox/search/search-operation.ts'
import { searchableInvoices } from '#server/sandbox/search/searchables.ts'
import { invoices } from './invoice.ts'
import { invoiceItems } from './invoice-item.ts'
import { invoiceJobs } from './invoice-jobs.ts'
import { invoiceSequences } from './invoice-number.ts'
import { invoicePayments } from './invoice-payment.ts'

export const invoiceResource: Resource = {
  kinds: [invoices, invoiceItems, invoicePayments, invoiceSequences],
  jobs: invoiceJobs,
  operations: [searchOperation(invoices, searchableInvoices)],
}
