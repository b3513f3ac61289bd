import type { Operations } from '#server/operations/port.ts'
import type { Clock } from '#server/ports.ts'
import { Problem } from '#server/problem.ts'
import { type Collection, type Store, sortableTime, type Transaction } from '#server/store/port.ts'
import type { Person } from '#shared/domain/person.ts'
import { endedWithoutEffect } from './settled-operation.ts'

/** Holds a dispute for the one operation that may end it, with exactly what that operation sends. */
export interface Seal {
  readonly disputeId: string
  readonly operationId: string
  readonly verb: 'submit' | 'accept'
  readonly at: number
  readonly by: Person
  /** Evidence as it goes to Stripe, field by field; empty when the loss is accepted. */
  readonly evidence: Readonly<Record<string, string>>
}

export const seals: Collection<Seal> = {
  name: 'dispute-seals',
  id: seal => seal.disputeId,
  sortKey: seal => sortableTime(seal.at),
  indexes: {},
}

interface SealDeps {
  readonly store: Store
  readonly operations: Operations
  readonly clock: Clock
}

/** Longer than a request can take to be recorded as an operation. */
const unrecordedMs = 2 * 60_000

/** The seal that is in force, if any. One whose operation came to nothing, or never came to be, is not. */
export async function sealInForce(deps: SealDeps, disputeId: string): Promise<Seal | undefined> {
  const seal = await deps.store.get(seals, disputeId)
  if (seal === undefined) return undefined
  const operation = await deps.operations.get(seal.operationId)
  const over =
    operation === undefined ? deps.clock.now() - seal.at > unrecordedMs : endedWithoutEffect(operation)
  return over ? undefined : seal
}

/**
 * Seals the dispute for this operation, which is not recorded yet; a repeat of it seals again what it sends.
 * `evidence` is read inside the transaction. @throws {Problem} `wrong_state` when another operation holds it.
 */
export async function sealDispute(
  deps: SealDeps,
  wanted: Omit<Seal, 'at' | 'evidence'>,
  evidence: (tx: Transaction) => Promise<Seal['evidence']>,
): Promise<void> {
  const { disputeId, operationId } = wanted
  const inForce = await sealInForce(deps, disputeId)
  if (inForce !== undefined && inForce.operationId !== operationId) throw held(inForce)
  const before = await deps.store.get(seals, disputeId)
  await deps.store.transact(async tx => {
    await tx.lock(`dispute ${disputeId}`)
    const now = await tx.get(seals, disputeId)
    const isOther = now !== undefined && now.operationId !== operationId
    if (isOther && now.operationId !== before?.operationId) throw held(now)
    await tx.put(seals, { ...wanted, at: deps.clock.now(), evidence: await evidence(tx) })
  })
}

export async function releaseSeal(tx: Transaction, disputeId: string, operationId: string): Promise<void> {
  await tx.lock(`dispute ${disputeId}`)
  const seal = await tx.get(seals, disputeId)
  if (seal?.operationId === operationId) await tx.delete(seals, disputeId)
}

export function held(seal: Seal): Problem {
  const what = seal.verb === 'submit' ? 'send the evidence' : 'accept the loss'
  return new Problem(
    'wrong_state',
    `${seal.by.name} asked to ${what}; nothing can be changed while that stands.`,
    {
      state: seal.verb,
    },
  )
}
