import { hashKey, type QueryClient, useSuspenseQuery } from '@tanstack/react-query'
import type { Session } from '#shared/api/session.ts'
import type { Permission } from '#shared/domain/permissions.ts'
import { ApiError } from './api.ts'
import { getSession } from './first-endpoints.ts'
import { setClockAhead } from './now.ts'
import { endpointQuery } from './queries.ts'

/** Who is signed in: asked once, and again when the stream says so. */
export const sessionQuery = { ...endpointQuery(getSession, {}), staleTime: Number.POSITIVE_INFINITY }

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

/** Takes over the desk's clock whenever the session tells it. */
export function followClock(client: QueryClient): void {
  client.getQueryCache().subscribe(({ type, query }) => {
    if (type !== 'updated' || query.queryHash !== hashKey(sessionQuery.queryKey)) return
    setClockAhead(client.getQueryData(sessionQuery.queryKey)?.clockAheadMs ?? 0)
  })
}

/** When any read is answered with "not signed in", asks again who is: the desk then leads to sign-in. */
export function watchSession(client: QueryClient): void {
  client.getQueryCache().subscribe(({ type, query }) => {
    const { error } = query.state
    if (type !== 'updated' || !(error instanceof ApiError) || error.code !== 'not_signed_in') return
    void client.invalidateQueries({ queryKey: sessionQuery.queryKey })
  })
}
