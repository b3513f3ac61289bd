import { defineKind, type Stored } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'

/** How many invoices were numbered in a year; the id is the year. */
export interface InvoiceSequence extends Stored {
  readonly last: number
}
export const invoiceSequences = defineKind<InvoiceSequence>({ name: '_invoice_sequence' })

/** The account's next invoice number, such as `NP-2026-04417`. */
export function nextInvoiceNumber(work: Work): string {
  const year = String(new Date(work.nowMs).getUTCFullYear())
  const last = (work.get(invoiceSequences, year)?.last ?? 0) + 1
  work.put(invoiceSequences, { id: year, last })
  return `NP-${year}-${String(last).padStart(5, '0')}`
}
