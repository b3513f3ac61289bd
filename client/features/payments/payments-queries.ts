import { endpointPages, endpointQuery } from '#client/lib/queries.ts'
import { getPayment, getPaymentTimeline, listPayments } from '#shared/api/payments.ts'

export const paymentQuery = (id: string) => endpointQuery(getPayment, { params: { id } })
export const paymentTimelineQuery = (id: string) => endpointQuery(getPaymentTimeline, { params: { id } })
export const paymentPages = (filters: { customer?: string | undefined }) =>
  endpointPages(listPayments, { query: { ...filters, limit: 50 } })

/** The newest few of a customer, for a section of another page. */
export const latestPaymentsQuery = (customer: string, limit: number) =>
  endpointQuery(listPayments, { query: { customer, limit } })
