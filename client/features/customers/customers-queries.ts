import { endpointPages, endpointQuery } from '#client/lib/queries.ts'
import { getCustomer, getCustomerFigures, getCustomerTimeline, listCustomers } from '#shared/api/customers.ts'

export const customerQuery = (id: string) => endpointQuery(getCustomer, { params: { id } })
export const customerFiguresQuery = (id: string) => endpointQuery(getCustomerFigures, { params: { id } })
export const customerTimelineQuery = (id: string) => endpointQuery(getCustomerTimeline, { params: { id } })
export const customerPages = (filters: { email?: string | undefined }) =>
  endpointPages(listCustomers, { query: { ...filters, limit: 50 } })
