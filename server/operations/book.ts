import type { Audit, AuditFact } from '#server/access/audit-port.ts'
import type { Context } from '#server/context.ts'
import type { Changes, Clock, Ids, Log } from '#server/ports.ts'
import { Problem } from '#server/problem.ts'
import type { Store, Transaction } from '#server/store/port.ts'
import type { Change } from '#shared/api/stream.ts'
import { formatMoney } from '#shared/domain/money.ts'
import {
  isSettled,
  type Operation,
  type OperationKindName,
  type OperationState,
} from '#shared/domain/operation.ts'
import { may, type Permission, whyForbidden } from '#shared/domain/permissions.ts'
import type { Actor } from '#shared/domain/person.ts'
import type { OperationKind } from './port.ts'
import { operations, put, type StoredOperation } from './stored-operation.ts'

export interface EngineDeps {
  readonly store: Store
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  readonly audit: Audit
  readonly changes: Changes
  readonly kinds: readonly OperationKind<unknown>[]
  /**
   * Whether nobody else works on this store. Then a lease that is found at the start is of a worker that died, and its
   * operation is taken up at once; otherwise when the lease ends.
   */
  readonly soleProcess?: boolean
}

export interface Cause {
  readonly actor: Actor
  readonly requestId: string | null
}

export const bySystem: Cause = { actor: { type: 'system' }, requestId: null }
export const byUser = ({ user, requestId }: Context): Cause => ({
  actor: { type: 'user', person: user },
  requestId,
})

/** One change of the book: reads under locks, and saves that are audited in the same transaction. */
export interface Entry {
  readonly tx: Transaction
  find(id: string): Promise<StoredOperation | undefined>
  save(before: StoredOperation | undefined, after: StoredOperation, cause: Cause): Promise<void>
}

/** Where operations are written down. Every change of state has its line in the audit log, or is not made. */
export interface Book {
  find(id: string): Promise<StoredOperation | undefined>
  write<T>(locks: readonly string[], work: (entry: Entry) => Promise<T>): Promise<T>
  /** Within somebody else's transaction; `announce` is to be called once that is durable. */
  entry(tx: Transaction, saved: Operation[]): Entry
  announce(saved: readonly Operation[]): void
  kindOf(name: OperationKindName): OperationKind<unknown>
  /** @throws {Problem} `forbidden`, audited. */
  allow(context: Context, permission: Permission, subject: string): Promise<void>
  /** Audits the refusal and throws it. */
  deny(context: Context, action: string, subject: string, problem: Problem): Promise<never>
}

export const operationLock = (id: string): string => `operation:${id}`
export const targetLock = (targetId: string): string => `operation-target:${targetId}`

export function createBook(deps: EngineDeps, onWritten: () => void): Book {
  const { store, audit, changes, kinds } = deps
  const byName = new Map(kinds.map(kind => [kind.kind, kind]))
  const kindOf = (name: OperationKindName): OperationKind<unknown> => {
    const kind = byName.get(name)
    if (kind === undefined) throw new Error(`No operation kind ${name}`)
    return kind
  }
  const announce = (saved: readonly Operation[]): void => {
    if (saved.length === 0) return
    changes.publish(...saved.flatMap(changesOf))
    onWritten()
  }
  const entry = (tx: Transaction, saved: Operation[]): Entry => ({
    tx,
    find: id => tx.get(operations, id),
    async save(before, after, cause) {
      const { operation } = after
      await put(tx, after)
      saved.push(operation)
      if (before?.operation.state === operation.state || operation.state === 'sending') return
      await audit.append(tx, auditFact(operation, cause))
      if (isSettled(operation.state)) await kindOf(operation.kind).settled?.(tx, after.input, operation)
    },
  })
  const write: Book['write'] = async (locks, work) => {
    let saved: Operation[] = []
    const result = await store.transact(async tx => {
      saved = []
      // One order for all, so that two never wait for each other.
      for (const key of [...locks].sort()) await tx.lock(key)
      return await work(entry(tx, saved))
    })
    announce(saved)
    return result
  }
  const deny: Book['deny'] = async (context, action, subject, problem) => {
    await audit.record({
      actor: { type: 'user', person: context.user },
      action,
      outcome: 'denied',
      subject,
      operationId: null,
      requestId: context.requestId,
      summary: `${action} on ${subject}: ${problem.code}`,
    })
    throw problem
  }
  const allow: Book['allow'] = async (context, permission, subject) => {
    if (may(context.user.role, permission)) return
    await deny(
      context,
      permission,
      subject,
      new Problem('forbidden', whyForbidden(permission), { permission }),
    )
  }
  return { find: id => store.get(operations, id), write, entry, announce, kindOf, allow, deny }
}

function changesOf({ id, kind, targetId, customerId }: Operation): Change[] {
  return [
    { topic: 'operation', id },
    { topic: kind === 'refund' ? 'payment' : 'dispute', id: targetId },
    ...(customerId === null ? [] : [{ topic: 'customer', id: customerId } as const]),
    { topic: 'work', id: null },
    { topic: 'audit', id: null },
  ]
}

const failing = new Set<OperationState>(['failed', 'refused', 'reversed'])

/** In words without personal data: amounts, ids and states. */
function auditFact(operation: Operation, { actor, requestId }: Cause): AuditFact {
  const { id, kind, state, targetId, money, failure, resultId } = operation
  const what = money === null ? kind : `${kind} of ${formatMoney(money)}`
  const why = failure?.code ? ` (${failure.code})` : ''
  const made = resultId === null ? '' : `, ${resultId}`
  return {
    actor,
    action: `${kind}.${state}`,
    outcome: failing.has(state) ? 'failed' : 'done',
    subject: targetId,
    operationId: id,
    requestId: requestId ?? failure?.requestId ?? null,
    summary: `${what} on ${targetId}${made}: ${state.replaceAll('_', ' ')}${why}`,
  }
}
