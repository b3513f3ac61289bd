import { endpointPages, endpointQuery } from '#client/lib/queries.ts'
import type { QueryOf } from '#shared/api/endpoint.ts'
import { getInvoice, listInvoices } from '#shared/api/invoices.ts'

export type InvoiceFilter = NonNullable<QueryOf<typeof listInvoices>['status']>

export interface InvoiceFilters {
  status?: InvoiceFilter | undefined
  customer?: string | undefined
  subscription?: string | undefined
}

export const invoiceQuery = (id: string) => endpointQuery(getInvoice, { params: { id } })
export const invoicePages = (filters: InvoiceFilters) =>
  endpointPages(listInvoices, { query: { ...filters, limit: 50 } })

/** The newest few of a customer or a subscription, for a section of another page. */
export const latestInvoicesQuery = (of: Omit<InvoiceFilters, 'status'>, limit: number) =>
  endpointQuery(listInvoices, { query: { ...of, limit } })
