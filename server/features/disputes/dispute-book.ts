import type { EventHandler } from '#server/inbox/handler.ts'
import type { Changes, Clock, Log } from '#server/ports.ts'
import type { Page, Reader, Store, Transaction } from '#server/store/port.ts'
import type { DisputeFacts, DisputeReads } from '#server/stripe/dispute-port.ts'
import type { DisputeView } from '#shared/api/disputes.ts'
import type { DisputeSummary } from '#shared/domain/dispute.ts'
import { disputeViews } from '#shared/domain/dispute-views.ts'
import { type BookFigures, figuresOf } from './book-figures.ts'
import { type BookState, bookStates, createBookFiller } from './book-filler.ts'
import { type DisputeRecord, disputeRecords, recordOf, stateOf } from './dispute-record.ts'
import { draftRecords, progressOf } from './draft-record.ts'
import { mirrorDisputes } from './mirror-disputes.ts'

/** Our own copy of Stripe's disputes and early fraud warnings, because Stripe can neither filter nor sort them. */
export interface DisputeBook {
  /** In clear: whoever hands it out masks it. The nearest deadline first; decided ones newest first. */
  page(query: {
    view: DisputeView
    limit: number
    cursor?: string | undefined
  }): Promise<Page<DisputeSummary>>
  counts(): Promise<Record<DisputeView, number>>
  /** The copy of one; `undefined` when it is not known here yet. */
  get(id: string): Promise<DisputeSummary | undefined>
  /** Those about one charge, the newest first. */
  ofCharge(chargeId: string): Promise<DisputeSummary[]>
  /** What waits and how it went lately: for the front page and the head of the queue. */
  summary(): Promise<BookFigures>
  freshness(): Promise<Freshness>
  /** Takes over what was just read, unless something newer is here. */
  take(facts: DisputeFacts): Promise<DisputeSummary>
  /** Reads everything through now, instead of at its next time. @throws {Problem} when Stripe cannot be read. */
  refill(): Promise<void>
  /** Within an operation's last transaction: it was we who closed it. */
  markAccepted(tx: Transaction, id: string): Promise<void>
}

export interface Freshness {
  /** When the copy was last brought up to date, by an event or by reading everything. */
  readonly asOf: number
  /** False while it is still being made for the first time. */
  readonly complete: boolean
}

export interface BookDeps {
  readonly store: Store
  readonly disputeReads: DisputeReads
  readonly clock: Clock
  readonly log: Log
  readonly changes: Changes
}

/** Everything is read again at `start` and every half hour; in between, events keep it. */
export function createDisputeBook(
  deps: BookDeps,
): DisputeBook & { start(): void; stop(): Promise<void>; handler: EventHandler } {
  const { store, clock, changes } = deps
  let lastTakenAt = 0

  const summarise = async (reader: Reader, record: DisputeRecord): Promise<DisputeSummary> =>
    summaryOf(record, progressOf(await reader.get(draftRecords, record.id), record.reason), clock.now())
  const summariseAll = (records: readonly DisputeRecord[]) =>
    Promise.all(records.map(record => summarise(store, record)))

  async function put(tx: Transaction, facts: DisputeFacts, decidedAt?: number): Promise<DisputeRecord> {
    await tx.lock(`dispute ${facts.id}`)
    const known = await tx.get(disputeRecords, facts.id)
    const record = recordOf(facts, known, decidedAt)
    if (record !== undefined) await tx.put(disputeRecords, record)
    return record ?? known ?? { ...facts, accepted: false, closedAt: null }
  }

  const took = (ids: readonly string[]) => {
    lastTakenAt = clock.now()
    for (const id of ids) changes.publish({ topic: 'dispute', id }, { topic: 'work', id: null })
  }
  const filler = createBookFiller({ ...deps, put })

  async function freshness(): Promise<Freshness> {
    const state: BookState | undefined = await store.get(bookStates, 'book')
    return { asOf: Math.max(state?.passedAt ?? 0, lastTakenAt), complete: state !== undefined }
  }

  return {
    async page({ view, limit, cursor }) {
      const found = await store.list(disputeRecords, {
        by: 'view',
        is: view,
        limit,
        cursor,
        order: 'ascending',
      })
      return { data: await summariseAll(found.data), nextCursor: found.nextCursor }
    },
    counts: () => countsOf(store),
    async get(id) {
      const record = await store.get(disputeRecords, id)
      return record && (await summarise(store, record))
    },
    async ofCharge(chargeId) {
      const found = await store.list(disputeRecords, { by: 'charge', is: chargeId, limit: 20 })
      return await summariseAll(found.data.sort((one, other) => other.createdAt - one.createdAt))
    },
    async summary() {
      return { ...(await figuresOf(store, clock.now(), summariseAll)), ...(await freshness()) }
    },
    freshness,
    async take(facts) {
      const record = await store.transact(tx => put(tx, facts))
      return await summarise(store, record)
    },
    async markAccepted(tx, id) {
      await tx.lock(`dispute ${id}`)
      const record = await tx.get(disputeRecords, id)
      if (record !== undefined) await tx.put(disputeRecords, { ...record, accepted: true })
    },
    refill: filler.refill,
    start: filler.start,
    stop: filler.stop,
    handler: mirrorDisputes({ store, disputeReads: deps.disputeReads, put, took }),
  }
}

async function countsOf(reader: Reader): Promise<Record<DisputeView, number>> {
  const counted = disputeViews.map(
    async view => [view, await reader.count(disputeRecords, { by: 'view', is: view })] as const,
  )
  // The keys are the views themselves; `fromEntries` forgets them.
  return Object.fromEntries(await Promise.all(counted)) as Record<DisputeView, number>
}

function summaryOf(record: DisputeRecord, draft: DisputeSummary['draft'], now: number): DisputeSummary {
  const { id, kind, reason, networkCode, amount, currency, customer, paymentId, chargeId } = record
  const { dueBy, createdAt, submissionCount, refundable, closedAt } = record
  return {
    ...{ id, kind, reason, networkCode, amount, currency, customer, paymentId, chargeId },
    ...{ dueBy, createdAt, submissionCount, refundable, closedAt, draft },
    state: stateOf(record, now),
  }
}
