import type { QueryClient } from '@tanstack/react-query'
import { call } from '#client/lib/api.ts'
import { deleteSession } from '#client/lib/first-endpoints.ts'
import { sessionQuery } from '#client/lib/session.ts'
import { showToast } from '#client/lib/toasts.ts'

/** Ends the session; nothing that this person had read stays. If nothing came back, they are told that they are still in. */
export async function signOut(client: QueryClient): Promise<void> {
  try {
    const session = await call(deleteSession, {})
    client.clear()
    client.setQueryData(sessionQuery.queryKey, session)
  } catch {
    showToast({ tone: 'warning', title: 'Not signed out', detail: 'The desk did not answer. Try again.' })
  }
}
