import { isProblem } from '#server/problem.ts'
import { type Collection, type Page, sortableTime, type Transaction } from '#server/store/port.ts'
import type { DisputeFacts } from '#server/stripe/dispute-port.ts'
import type { ListQuery } from '#server/stripe/port.ts'
import type { BookDeps } from './dispute-book.ts'
import { disputeRecords } from './dispute-record.ts'
import { readAgain } from './read-again.ts'

/** Kept once everything has been read through; absent until then. */
export interface BookState {
  readonly id: 'book'
  /** When the last reading of everything began. */
  readonly passedAt: number
}

export const bookStates: Collection<BookState> = {
  name: 'dispute-book',
  id: state => state.id,
  sortKey: state => sortableTime(state.passedAt),
  indexes: {},
}

const pageSize = 100
const passEveryMs = 30 * 60_000
const firstRetryMs = 2_000
const longestRetryMs = 60_000

type Put = (tx: Transaction, facts: DisputeFacts) => Promise<unknown>

/** Reads all of Stripe's disputes and warnings, page by page, behind everybody who waits. */
export function createBookFiller(deps: BookDeps & { put: Put }) {
  const { store, disputeReads, clock, log, changes, put } = deps
  let stopped = true
  let cancel = (): void => undefined
  let running = Promise.resolve()

  async function pass(): Promise<void> {
    const passedAt = clock.now()
    const listed = new Set<string>()
    await readThrough(query => disputeReads.disputes(query), listed)
    await readThrough(query => disputeReads.warnings(query), listed)
    for (const id of stopped ? [] : await leftOut(store, listed)) await letGoIfGone(deps, id)
    if (stopped) return
    await store.transact(tx => tx.put(bookStates, { id: 'book', passedAt }))
    changes.publish({ topic: 'dispute', id: null }, { topic: 'work', id: null })
  }

  async function readThrough(
    list: (query: ListQuery) => Promise<Page<DisputeFacts>>,
    listed: Set<string>,
  ): Promise<void> {
    let cursor: string | undefined
    do {
      const page = await list({ limit: pageSize, cursor })
      if (stopped) return
      await store.transact(async tx => {
        for (const facts of page.data) await put(tx, facts)
      })
      for (const { id } of page.data) listed.add(id)
      changes.publish({ topic: 'dispute', id: null })
      // A page that ends where it began would be read for ever.
      cursor = page.nextCursor === cursor ? undefined : (page.nextCursor ?? undefined)
    } while (cursor !== undefined)
  }

  function run(retryMs: number): void {
    if (stopped) return
    running = pass().then(
      () => next(passEveryMs, firstRetryMs),
      (error: unknown) => {
        log.warn(
          { error: error instanceof Error ? error.name : 'unknown' },
          'Disputes could not be read through',
        )
        next(retryMs, Math.min(retryMs * 2, longestRetryMs))
      },
    )
  }

  function next(delayMs: number, retryMs: number): void {
    if (!stopped) cancel = clock.after(delayMs, () => run(retryMs))
  }

  return {
    refill: pass,
    start(): void {
      stopped = false
      run(firstRetryMs)
    },
    /** Resolves when nothing more is written. */
    async stop(): Promise<void> {
      stopped = true
      cancel()
      await running
    },
  }
}

/** Open in our copy, and in no list of Stripe's. */
async function leftOut(store: BookDeps['store'], listed: ReadonlySet<string>): Promise<string[]> {
  const ids: string[] = []
  let cursor: string | undefined
  do {
    const query = { by: 'view', is: 'open', limit: pageSize, order: 'ascending', cursor } as const
    const page = await store.list(disputeRecords, query)
    ids.push(...page.data.map(({ id }) => id).filter(id => !listed.has(id)))
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  return ids
}

/** Only what Stripe does not know by its own id either, as after a change of account, leaves the queue. */
async function letGoIfGone({ store, disputeReads, put }: BookDeps & { put: Put }, id: string): Promise<void> {
  const facts = await readAgain(disputeReads, id).catch((error: unknown) => {
    if (isProblem(error, 'not_found')) return null
    throw error
  })
  await store.transact(async tx => {
    if (facts === null) await tx.delete(disputeRecords, id)
    else await put(tx, facts)
  })
}
