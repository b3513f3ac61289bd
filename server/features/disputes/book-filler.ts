import { type Collection, type Page, sortableTime, type Transaction } from '#server/store/port.ts'
import type { DisputeFacts } from '#server/stripe/dispute-port.ts'
import type { ListQuery } from '#server/stripe/port.ts'
import type { BookDeps } from './dispute-book.ts'

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
    await readThrough(query => disputeReads.disputes(query))
    await readThrough(query => disputeReads.warnings(query))
    if (stopped) return
    await store.transact(tx => tx.put(bookStates, { id: 'book', passedAt }))
    changes.publish({ topic: 'dispute', id: null }, { topic: 'work', id: null })
  }

  async function readThrough(list: (query: ListQuery) => Promise<Page<DisputeFacts>>): Promise<void> {
    let cursor: string | undefined
    do {
      const page = await list({ limit: pageSize, cursor })
      if (stopped) return
      await store.transact(async tx => {
        for (const facts of page.data) await put(tx, facts)
      })
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
