import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ApiError, call } from '#client/lib/api.ts'
import { endpointQuery } from '#client/lib/queries.ts'
import { getOperation } from '#shared/api/operations.ts'
import { type CreateRefundBody, createRefund, previewRefund } from '#shared/api/refunds.ts'
import { isSettled } from '#shared/domain/operation.ts'

/** Read from Stripe each time that the dialog opens: an old figure would be refused anyway. */
const previewQuery = (paymentId: string) => ({
  ...endpointQuery(previewRefund, { params: { id: paymentId } }),
  staleTime: 0,
})

export const useRefundPreview = (paymentId: string) => useQuery(previewQuery(paymentId))

const operationQuery = (id: string) => endpointQuery(getOperation, { params: { id } })

const pollMs = 2_000

/** How an operation stands. The live stream tells of changes; asking again besides makes up for a stream that broke. */
export function useRefundOperation(id: string, enabled: boolean) {
  return useQuery({
    ...operationQuery(id),
    enabled,
    staleTime: 0,
    retry: (failures, error) => !(error instanceof ApiError) && failures < 60,
    retryDelay: pollMs,
    refetchInterval: ({ state }) => (state.data && isSettled(state.data.state) ? false : pollMs),
  })
}

/** Hands the refund to the desk. The same body with the same id may be sent any number of times. */
export function useCreateRefund(paymentId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: CreateRefundBody) => call(createRefund, { body }),
    onSuccess: operation => client.setQueryData(operationQuery(operation.id).queryKey, operation),
    onError: () => client.invalidateQueries({ queryKey: previewQuery(paymentId).queryKey }),
  })
}
