import type { Context } from '#server/context.ts'
import type { EventHandler } from '#server/inbox/handler.ts'
import type { Store } from '#server/store/port.ts'
import { type Operation, type OperationState, operationStates } from '#shared/domain/operation.ts'
import { type Book, createBook, type EngineDeps } from './book.ts'
import { createDecisions } from './decisions.ts'
import type { OperationKind, Operations, OperationView } from './port.ts'
import { record, sameWish, usedBy, type Wish, wishOf } from './request.ts'
import { Runner } from './runner.ts'
import { createSettleHandler } from './settle-handler.ts'
import { heldOn, operations, put, tasks, viewKey } from './stored-operation.ts'
import { createWorker } from './worker.ts'

export interface OperationsEngine extends Operations {
  /** Takes up everything that is open, and whatever comes. */
  start(): void
  /** Takes up nothing more, and resolves when the calls that run have ended, within a few seconds. */
  stop(): Promise<void>
  /** The event handler that ends and confirms operations. */
  readonly settle: EventHandler
}

/** Every change at Stripe: recorded before it is sent, sent under one key, and followed until its end is known. */
export function createOperations(deps: EngineDeps): OperationsEngine {
  const { store, clock, log } = deps
  const now = () => clock.now()
  const book = createBook(deps, () => runner.wake())
  const runner = new Runner({ store, clock, log, work: createWorker(book, now, log) })
  return {
    ...createDecisions(book, now),
    request: createRequest(book, store, now),
    get: async id => (await book.find(id))?.operation,
    list: query => list(store, query),
    about: id => about(store, id),
    reserved: (targetId, counted = []) => heldOn(store, targetId, counted),
    usedBy: (personId, currency) => usedBy(store, personId, currency, now()),
    counts: () => counts(store),
    start: () => runner.start(() => (deps.soleProcess ? freeLeases(store, now()) : Promise.resolve())),
    stop: () => runner.stop(),
    settle: createSettleHandler({ book, reader: store, now }),
  }
}

/** The same id at the same time is one wish: the second waits for what the first has recorded, and reads that. */
function createRequest(book: Book, store: Store, now: () => number): Operations['request'] {
  const running = new Map<string, Promise<unknown>>()
  const once = async (wish: Wish): Promise<Operation> => {
    while (running.has(wish.id)) await running.get(wish.id)
    const run = store.get(operations, wish.id).then(known => sameWish(wish, known) ?? record(book, wish, now))
    running.set(
      wish.id,
      run.catch(() => {}).finally(() => running.delete(wish.id)),
    )
    return await run
  }
  return async <Input>(context: Context, kind: OperationKind<Input>, id: string, input: Input) => {
    await book.allow(context, kind.permission, id)
    return await once(wishOf(context, kind, id, input))
  }
}

const oldestFirst = new Set<OperationView>(['to_decide', 'needs_review'])

async function list(store: Store, query: Parameters<Operations['list']>[0]): ReturnType<Operations['list']> {
  const { view, state, target, userId, limit, cursor } = query
  const is = viewKey(view === 'mine' ? `mine:${userId}` : view, state, target)
  const order = oldestFirst.has(view) ? 'ascending' : 'descending'
  const [page, total] = await Promise.all([
    store.list(operations, { by: 'view', is, limit, cursor, order }),
    store.count(operations, { by: 'view', is }),
  ])
  return { data: page.data.map(({ operation }) => operation), nextCursor: page.nextCursor, total }
}

async function about(store: Store, id: string): Promise<Operation[]> {
  const { data } = await store.list(operations, { by: 'about', is: id, limit: 50 })
  return data.map(({ operation }) => operation)
}

async function counts(store: Store): Promise<Record<OperationState, number>> {
  const counted = operationStates.map(
    async state => [state, await store.count(operations, { by: 'state', is: state })] as const,
  )
  // Every state has its entry, which `fromEntries` cannot tell.
  return Object.fromEntries(await Promise.all(counted)) as Record<OperationState, number>
}

/** Leases of a process that is gone: its operations are due now. */
async function freeLeases(store: Store, now: number): Promise<void> {
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof nextTasks>> = await nextTasks(store, cursor)
    for (const { id } of page.data) {
      await store.transact(async tx => {
        const stored = await tx.get(operations, id)
        if (stored?.leaseUntil) await put(tx, { ...stored, leaseUntil: null, dueAt: now })
      })
    }
    cursor = page.nextCursor
  } while (cursor !== null)
}

const nextTasks = (store: Store, cursor: string | null) =>
  store.list(tasks, { limit: 100, order: 'ascending', cursor: cursor ?? undefined })
