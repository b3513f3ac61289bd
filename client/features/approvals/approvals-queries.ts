import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '#client/lib/api.ts'
import { endpointPages, endpointQuery } from '#client/lib/queries.ts'
import {
  approveOperation,
  getOperation,
  listOperations,
  rejectOperation,
  resolveOperation,
  withdrawOperation,
} from '#shared/api/operations.ts'
import { previewRefund } from '#shared/api/refunds.ts'

export type ListView = 'to_decide' | 'mine' | 'decided' | 'needs_review' | 'reversed'

export const operationsQuery = (view: ListView) =>
  endpointPages(listOperations, { query: { view, limit: 25 } })

/** Outcomes that are being found out. */
export const unknownQuery = endpointPages(listOperations, {
  query: { view: 'all', state: 'unknown', limit: 25 },
})

/** What is true now of the payment that the request is about. */
export const figuresNowQuery = (paymentId: string) => ({
  ...endpointQuery(previewRefund, { params: { id: paymentId } }),
  staleTime: 0,
})

export type Decision =
  | { readonly act: 'approve'; readonly note: string }
  | { readonly act: 'reject'; readonly note: string }
  | { readonly act: 'withdraw' }
  | { readonly act: 'resolve'; readonly decision: Resolution; readonly note: string }

export type Resolution = 'happened' | 'did_not_happen' | 'try_again'

function send(id: string, decision: Decision) {
  const params = { id }
  switch (decision.act) {
    case 'approve':
      return call(approveOperation, { params, body: noteOf(decision.note) })
    case 'reject':
      return call(rejectOperation, { params, body: noteOf(decision.note) })
    case 'withdraw':
      return call(withdrawOperation, { params })
    case 'resolve':
      return call(resolveOperation, {
        params,
        body: { decision: decision.decision, note: decision.note.trim() },
      })
  }
}

const noteOf = (note: string) => (note.trim() === '' ? {} : { note: note.trim() })

/** Whatever came of it, the lists are read again: somebody else may have been faster. */
export function useDecide(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (decision: Decision) => send(id, decision),
    onSuccess: operation =>
      client.setQueryData(endpointQuery(getOperation, { params: { id } }).queryKey, operation),
    onSettled: () => client.invalidateQueries({ queryKey: [listOperations.name] }),
  })
}
