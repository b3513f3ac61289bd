import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '#client/lib/api.ts'
import { createSession } from '#client/lib/first-endpoints.ts'
import { sessionQuery } from '#client/lib/session.ts'
import type { BodyOf } from '#shared/api/endpoint.ts'
import type { createSession as contract } from '#shared/api/session.ts'

export type Credentials = BodyOf<typeof contract>

/** Signs in; nothing that another person had read stays. */
export function useSignIn(onSignedIn: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: Credentials) => call(createSession, { body }),
    onSuccess: session => {
      client.clear()
      client.setQueryData(sessionQuery.queryKey, session)
      onSignedIn()
    },
  })
}
