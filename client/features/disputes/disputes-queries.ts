import { endpointPages, endpointQuery } from '#client/lib/queries.ts'
import { type DisputeView, getDispute, listDisputes } from '#shared/api/disputes.ts'
import { getOperation } from '#shared/api/operations.ts'
import { isSettled } from '#shared/domain/operation.ts'

export const disputesQuery = (view: DisputeView) =>
  endpointPages(listDisputes, { query: { view, limit: 50 } })

export const disputeQuery = (id: string) => endpointQuery(getDispute, { params: { id } })

const askAgainMs = 1_500

/** Followed until it has an end, also where the live stream is cut. */
export const endingOperationQuery = (id: string) => ({
  ...endpointQuery(getOperation, { params: { id } }),
  refetchInterval: (query: { state: { data?: { state: Parameters<typeof isSettled>[0] } | undefined } }) =>
    query.state.data && isSettled(query.state.data.state) ? (false as const) : askAgainMs,
})
