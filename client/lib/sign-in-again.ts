import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from './api.ts'
import { deleteSession } from './first-endpoints.ts'
import { sessionQuery } from './session.ts'

/** Ends the session where a fresh sign-in is needed; the desk then asks for it, and leads back to this page. */
export function useSignInAgain() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => call(deleteSession, {}),
    onSuccess: session => client.setQueryData(sessionQuery.queryKey, session),
  })
}
