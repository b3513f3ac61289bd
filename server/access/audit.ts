import { createHmac } from 'node:crypto'
import type { Clock } from '#server/ports.ts'
import { type Collection, type Store, sortableTime, type Transaction } from '#server/store/port.ts'
import type { AuditEntry } from '#shared/api/audit.ts'
import type { Actor } from '#shared/domain/person.ts'
import type { Audit, AuditFact, AuditReader } from './audit-port.ts'

/** Who an entry is found by: the person, or the kind of actor. */
const actorKey = (actor: Actor): string => (actor.type === 'user' ? actor.person.id : actor.type)

export const auditCollection: Collection<AuditEntry> = {
  name: 'audit',
  id: entry => sortableTime(entry.sequence),
  sortKey: entry => sortableTime(entry.sequence),
  indexes: {
    actor: entry => actorKey(entry.actor),
    subject: entry => [entry.subject, entry.operationId].filter(id => id !== null),
    outcome: entry => entry.outcome,
  },
}

interface Head {
  readonly id: 'head'
  readonly sequence: number
  readonly hash: string
}

const headCollection: Collection<Head> = {
  name: 'audit-head',
  id: head => head.id,
  sortKey: head => head.id,
  indexes: {},
}

const genesis: Head = { id: 'head', sequence: 0, hash: '' }

/** Each entry's hash covers the one before: HMAC-SHA-256(key, previous hash + entry), so none can be changed unseen. */
export function chainHash(key: string, previous: string, entry: Omit<AuditEntry, 'hash'>): string {
  return createHmac('sha256', key)
    .update(`${previous}\n${canonical(entry)}`)
    .digest('hex')
}

/** JSON with sorted keys: the same entry always gives the same text, whatever store it went through. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return `{${members.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`
}

export function createAudit({
  store,
  clock,
  key,
}: {
  store: Store
  clock: Clock
  key: string
}): Audit & AuditReader {
  const append = async (tx: Transaction, fact: AuditFact): Promise<void> => {
    await tx.lock('audit')
    const head = (await tx.get(headCollection, 'head')) ?? genesis
    const entry = { ...fact, sequence: head.sequence + 1, at: clock.now() }
    const hash = chainHash(key, head.hash, entry)
    await tx.put(auditCollection, { ...entry, hash })
    await tx.put(headCollection, { id: 'head', sequence: entry.sequence, hash })
  }
  return {
    append,
    record: fact => store.transact(tx => append(tx, fact)),
    async list({ actor, subject, outcome, limit, cursor }) {
      const filter = subject
        ? ['subject', subject]
        : actor
          ? ['actor', actor]
          : outcome
            ? ['outcome', outcome]
            : null
      const by = filter ? { by: filter[0] ?? '', is: filter[1] ?? '' } : {}
      const page = await store.list(auditCollection, { ...by, limit, cursor })
      return { ...page, total: await store.count(auditCollection, by) }
    },
    verify: () => verifyChain(store, key),
  }
}

async function verifyChain(store: Store, key: string): ReturnType<AuditReader['verify']> {
  let previous = genesis
  let cursor: string | undefined
  do {
    const page = await store.list(auditCollection, { limit: 500, order: 'ascending', cursor })
    for (const { hash, ...entry } of page.data) {
      const expected = chainHash(key, previous.hash, entry)
      if (entry.sequence !== previous.sequence + 1 || hash !== expected) {
        return { entries: previous.sequence, intact: false, firstBadSequence: previous.sequence + 1 }
      }
      previous = { id: 'head', sequence: entry.sequence, hash }
    }
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  const head = (await store.get(headCollection, 'head')) ?? genesis
  const intact = head.hash === previous.hash
  return { entries: previous.sequence, intact, firstBadSequence: intact ? null : previous.sequence + 1 }
}
