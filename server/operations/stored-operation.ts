import { type Collection, type Reader, sortableTime, type Transaction } from '#server/store/port.ts'
import { isReserving, type Operation } from '#shared/domain/operation.ts'
import type { Outcome } from './port.ts'

/** One call to Stripe, written down before it is made. */
export interface Attempt {
  readonly generation: number
  readonly idempotencyKey: string
  readonly startedAt: number
  /** Null while it runs; still null after a crash in the middle of it. */
  readonly endedAt: number | null
  readonly result: Outcome['type'] | null
  /** Whether Stripe answered at all, with whatever. */
  readonly answered: boolean
}

/** An operation as it is kept: what the world sees of it, and what the engine needs to finish it. */
export interface StoredOperation {
  readonly operation: Operation
  /** As the kind's schema parsed it. */
  readonly input: unknown
  /** Of kind and input: the same id with another fingerprint is another wish. */
  readonly fingerprint: string
  /** Counts keys: only a person who decided that nothing happened starts another. */
  readonly generation: number
  readonly tries: readonly Attempt[]
  /** Whose amount counts against whose limit: `<person>:<currency>`; null when it counts for nobody. */
  readonly spender: string | null
  /** Grows with every lease; a worker whose token is older may no longer write. */
  readonly fence: number
  readonly leaseUntil: number | null
  /** When the engine has to do something by itself; null: nothing. */
  readonly dueAt: number | null
  /** The key answers with a saved error for ever. */
  readonly keySpent: boolean
  /** Looks after the quiet time that surely did not find it. */
  readonly cleanLooks: number
}

const viewsOf = ({ state, approval, requestedBy }: Operation): string[] => [
  'all',
  ...(state === 'awaiting_approval' ? ['to_decide'] : []),
  `mine:${requestedBy.id}`,
  ...(approval !== null && state !== 'awaiting_approval' ? ['decided'] : []),
  ...(state === 'needs_review' ? ['needs_review'] : []),
  ...(state === 'reversed' ? ['reversed'] : []),
]

/** The key of a list: a view, alone or narrowed to a state, a target, or both. */
export const viewKey = (view: string, state = '', target = ''): string => [view, state, target].join('|')

export const operations: Collection<StoredOperation> = {
  name: 'operations',
  id: ({ operation }) => operation.id,
  sortKey: ({ operation }) => sortableTime(operation.requestedAt),
  indexes: {
    view: ({ operation }) => {
      const { state, targetId } = operation
      return viewsOf(operation).flatMap(view => [
        viewKey(view),
        viewKey(view, state),
        viewKey(view, '', targetId),
        viewKey(view, state, targetId),
      ])
    },
    state: ({ operation }) => operation.state,
    about: ({ operation }) => [operation.targetId, operation.customerId ?? ''].filter(id => id !== ''),
    target: ({ operation }) => operation.targetId,
    result: ({ operation }) => operation.resultId ?? undefined,
    spender: ({ spender }) => spender ?? undefined,
  },
}

/** What the runner has to do and when, the first due first. A leased one is due again when its lease ends. */
export interface Task {
  readonly id: string
  readonly dueAt: number
}

export const tasks: Collection<Task> = {
  name: 'operation-tasks',
  id: ({ id }) => id,
  sortKey: ({ dueAt }) => sortableTime(dueAt),
  indexes: {},
}

/** Writes the operation and its place in the runner's queue. */
export async function put(tx: Transaction, stored: StoredOperation): Promise<void> {
  await tx.put(operations, stored)
  const dueAt = stored.leaseUntil ?? stored.dueAt
  if (dueAt === null) await tx.delete(tasks, stored.operation.id)
  else await tx.put(tasks, { id: stored.operation.id, dueAt })
}

/** All operations under an index key, the newest first, until `goOn` says enough. */
export async function* every(
  reader: Reader,
  by: string,
  is: string,
): AsyncGenerator<StoredOperation, void, undefined> {
  let cursor: string | null = null
  do {
    const page: { data: StoredOperation[]; nextCursor: string | null } = await reader.list(operations, {
      by,
      is,
      limit: 100,
      cursor: cursor ?? undefined,
    })
    yield* page.data
    cursor = page.nextCursor
  } while (cursor !== null)
}

/**
 * Minor units held on a target: by operations whose outcome is open, and by those done whose effect Stripe's figure
 * (`counted`) does not hold yet. `except` is the operation that asks.
 */
export async function heldOn(
  reader: Reader,
  targetId: string,
  counted: readonly string[],
  except?: string,
): Promise<number> {
  let held = 0
  for await (const { operation } of every(reader, 'target', targetId)) {
    const { id, state, money, resultId } = operation
    if (id === except || counted.includes(id) || money === null) continue
    const isMade = (state === 'succeeded' || state === 'pending') && resultId !== null
    if (isReserving(state) || isMade) held += money.amount
  }
  return held
}
