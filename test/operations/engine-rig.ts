import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished, vi } from 'vitest'
import { createAudit } from '#server/access/audit.ts'
import { createIds, systemClock } from '#server/clock.ts'
import type { Context } from '#server/context.ts'
import type { ReceivedEvent } from '#server/inbox/handler.ts'
import { createOperations, type OperationsEngine } from '#server/operations/engine.ts'
import type { OperationKind } from '#server/operations/port.ts'
import type { Clock } from '#server/ports.ts'
import { openEmbeddedStore } from '#server/store/embedded/open.ts'
import type { Store } from '#server/store/port.ts'
import type { Change } from '#shared/api/stream.ts'
import type { Operation, OperationState } from '#shared/domain/operation.ts'
import type { Role } from '#shared/domain/permissions.ts'
import type { OwnClock } from '#test/own-clock.ts'

export const as = (role: Role, number = 1): Context => ({
  requestId: 'req_desk',
  user: { id: `usr_${role}${number}`, name: `${role} ${number}`, role },
})

const quiet = { debug() {}, info() {}, warn() {}, error() {} }

/** An embedded store in a directory of its own, gone when the test ends. */
export async function temporaryStore(clock: Clock = systemClock): Promise<Store> {
  const directory = await mkdtemp(path.join(tmpdir(), 'counterfoil-operations-'))
  const onFatal = (error: Error): void => {
    throw error
  }
  const store = await openEmbeddedStore({ directory, clock, log: quiet, onFatal })
  onTestFinished(async () => {
    await store.close()
    await rm(directory, { recursive: true })
  })
  return store
}

export interface EngineRig {
  readonly engine: OperationsEngine
  readonly changes: Change[]
  readonly audit: ReturnType<typeof createAudit>
}

/** The engine over a store; several on the same store are the same desk before and after a crash. */
export function engineOn(
  store: Store,
  kinds: readonly OperationKind<unknown>[],
  clock: Clock = systemClock,
): EngineRig {
  const changes: Change[] = []
  const audit = createAudit({ store, clock, key: 'key' })
  const engine = createOperations({
    store,
    clock,
    ids: createIds(clock),
    log: quiet,
    audit,
    changes: { publish: (...published) => void changes.push(...published) },
    kinds,
    soleProcess: true,
  })
  onTestFinished(() => void engine.stop())
  return { engine, changes, audit }
}

/** Resolves with the operation when it is in this state, letting time pass where the test owns it. */
export async function reaches(
  engine: OperationsEngine,
  id: string,
  state: OperationState,
  clock?: OwnClock,
  stepMs = 1_000,
): Promise<Operation> {
  return await vi.waitFor(
    async () => {
      await clock?.advance(stepMs)
      const operation = await engine.get(id)
      if (operation?.state !== state) throw new Error(`${id} is ${operation?.state}, not ${state}`)
      return operation
    },
    { timeout: 15_000, interval: 5 },
  )
}

export const refundEvent = (facts: Partial<ReceivedEvent> = {}): ReceivedEvent => ({
  id: 'evt_1',
  type: 'refund.updated',
  createdAt: 0,
  objectId: null,
  customerId: null,
  relatedIds: [],
  requestId: null,
  idempotencyKey: null,
  object: {},
  previousAttributes: null,
  ...facts,
})

/** Hands an event to the engine's handler as the inbox does. */
export async function tell(
  store: Store,
  { settle }: OperationsEngine,
  event: ReceivedEvent,
): Promise<string | null> {
  const result = await settle.run(event)
  await store.transact(async tx => await result.commit?.(tx))
  result.committed?.()
  return result.effect
}
