import { type QueryClient, queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import type { Session } from '#shared/api/session.ts'
import type { Permission } from '#shared/domain/permissions.ts'
import { ApiError, call } from './api.ts'
import { getSession } from './first-endpoints.ts'
import { setClockAhead } from './now.ts'
import { endpointQuery } from './queries.ts'

/** Who is signed in: asked once, and again when the stream says so. The desk's clock is taken over with it. */
export const sessionQuery = queryOptions({
  ...endpointQuery(getSession, {}),
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async ({ signal }) => {
    const session = await call(getSession, { signal })
    setClockAhead(session.clockAheadMs)
    return session
  },
})

export type User = NonNullable<Session['user']>

export const useSession = (): Session => useSuspenseQuery(sessionQuery).data

/** @throws outside the desk, where nobody needs to be signed in. */
export function useUser(): User {
  const { user } = useSession()
  if (!user) throw new Error('Nobody is signed in.')
  return user
}

/** Mirrors what the server decides; it is the server that decides. */
export function useMay(permission: Permission): boolean {
  const { user } = useSession()
  return user?.permissions.includes(permission) ?? false
}

/** When any read is answered with "not signed in", asks again who is: the desk then leads to sign-in. */
export function watchSession(client: QueryClient): void {
  client.getQueryCache().subscribe(({ type, query }) => {
    const { error } = query.state
    if (type !== 'updated' || !(error instanceof ApiError) || error.code !== 'not_signed_in') return
    void client.invalidateQueries({ queryKey: sessionQuery.queryKey })
  })
}
