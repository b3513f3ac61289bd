import { createHash } from 'node:crypto'
import type { Clock, Ids } from '#server/ports.ts'
import { type Collection, type Store, sortableTime } from '#server/store/port.ts'

const minuteMs = 60_000
export const sessionLimits = {
  idleMs: 60 * minuteMs,
  absoluteMs: 12 * 60 * minuteMs,
  freshMs: 15 * minuteMs,
  perPerson: 20,
} as const

/** A session, without its token: only the token's hash is kept, so that a stolen store opens nothing. */
export interface SessionRecord {
  readonly tokenHash: string
  readonly personId: string
  readonly signedInAt: number
  readonly seenAt: number
  /** A persona has no secret that could be asked for again: its sign-in stays fresh. */
  readonly alwaysFresh: boolean
}

export const sessionCollection: Collection<SessionRecord> = {
  name: 'sessions',
  id: session => session.tokenHash,
  sortKey: session => sortableTime(session.signedInAt),
  indexes: { person: session => session.personId },
}

export interface Sessions {
  /** A new session and its token, which is told once. */
  open(personId: string, options: { alwaysFresh: boolean }): Promise<string>
  find(token: string | null): Promise<{ personId: string; fresh: boolean } | null>
  end(token: string | null): Promise<void>
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

export function createSessions({ store, clock, ids }: { store: Store; clock: Clock; ids: Ids }): Sessions {
  const isOver = (session: SessionRecord, now: number): boolean =>
    now - session.seenAt > sessionLimits.idleMs || now - session.signedInAt > sessionLimits.absoluteMs

  const touch = (session: SessionRecord, now: number): Promise<void> =>
    store.transact(async tx => {
      const current = await tx.get(sessionCollection, session.tokenHash)
      if (current !== undefined) await tx.put(sessionCollection, { ...current, seenAt: now })
    })

  return {
    async open(personId, { alwaysFresh }) {
      const token = ids.secret(32)
      const now = clock.now()
      await store.transact(async tx => {
        const query = { by: 'person', is: personId, limit: 100 } as const
        const { data: others } = await tx.list(sessionCollection, query)
        const ended = others.filter((one, at) => isOver(one, now) || at >= sessionLimits.perPerson - 1)
        for (const one of ended) await tx.delete(sessionCollection, one.tokenHash)
        const tokenHash = hashOf(token)
        await tx.put(sessionCollection, { tokenHash, personId, signedInAt: now, seenAt: now, alwaysFresh })
      })
      return token
    },
    async find(token) {
      if (token === null || token.length > 100) return null
      const session = await store.get(sessionCollection, hashOf(token))
      const now = clock.now()
      if (session === undefined || isOver(session, now)) return null
      if (now - session.seenAt > minuteMs) await touch(session, now)
      const fresh = session.alwaysFresh || now - session.signedInAt <= sessionLimits.freshMs
      return { personId: session.personId, fresh }
    },
    async end(token) {
      if (token === null) return
      await store.transact(tx => tx.delete(sessionCollection, hashOf(token)))
    },
  }
}
