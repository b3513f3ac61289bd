import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { forgetOperationId, operationIdFor } from '#client/lib/operation-id.ts'
import type { Operation } from '#shared/domain/operation.ts'
import { endedWithoutEffect } from './case-end.ts'
import { disputeQuery, endingOperationQuery } from './disputes-queries.ts'

export interface Ending {
  readonly isOpen: boolean
  readonly open: () => void
  readonly close: () => void
  readonly send: () => void
  readonly busy: boolean
  /** Why it was not taken. */
  readonly error: Error | null
}

/**
 * A final act on a dispute: its id is made when the dialog opens and kept over a reload, so that asking again is the same
 * act. `last`: the operation that the case tells of; one that came to nothing frees the way for another.
 */
export function useEnding(
  disputeId: string,
  purpose: string,
  { last, ask }: { last: Operation | undefined; ask: (operationId: string) => Promise<Operation> },
): Ending {
  const client = useQueryClient()
  const [operationId, setOperationId] = useState<string>()
  // A second click may come before the first has been rendered: it does nothing.
  const isAsking = useRef(false)
  const mutation = useMutation({
    mutationFn: ask,
    onError: () => {
      isAsking.current = false
    },
    onSuccess: async operation => {
      client.setQueryData(endingOperationQuery(operation.id).queryKey, operation)
      await client.invalidateQueries({ queryKey: disputeQuery(disputeId).queryKey })
    },
  })
  return {
    isOpen: operationId !== undefined && !mutation.isSuccess,
    open: () => {
      if (last && endedWithoutEffect(last) && operationIdFor(purpose) === last.id) forgetOperationId(purpose)
      mutation.reset()
      isAsking.current = false
      setOperationId(operationIdFor(purpose))
    },
    close: () => setOperationId(undefined),
    send: () => {
      if (operationId === undefined || isAsking.current) return
      isAsking.current = true
      mutation.mutate(operationId)
    },
    busy: mutation.isPending,
    error: mutation.error,
  }
}
