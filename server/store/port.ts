/**
 * What the product needs of a store. Two adapters fulfil it (embedded, PostgreSQL) and one contract suite tests both.
 * Absent is a value (`undefined`); broken is a throw.
 */

import { Problem } from '#server/problem.ts'
import type { EventSource, EventState, HandlerRun } from '#shared/domain/event.ts'

/** A kind of document: its id, the order of its lists, and the keys it can be found by. Plain data, JSON-safe. */
export interface Collection<T> {
  readonly name: string
  readonly id: (document: T) => string
  /** Lists are ordered by this key, then by id. Compared as text: pad numbers with `sortableTime`. */
  readonly sortKey: (document: T) => string
  /** Named keys for `list` and `count`; a document with no key, or an empty list, is not in that index. */
  readonly indexes: Readonly<Record<string, (document: T) => string | readonly string[] | undefined>>
}

export interface Query {
  /** Only documents whose index `by` holds the key `is`. */
  readonly by?: string
  readonly is?: string
  /** `nextCursor` of the page before. */
  readonly cursor?: string | undefined
  readonly limit: number
  /** Default: descending, the newest first. */
  readonly order?: 'ascending' | 'descending'
}

export interface Page<T> {
  readonly data: T[]
  /** Opaque; `null` on the last page. */
  readonly nextCursor: string | null
}

/** What is read is shared: it may be frozen, and is replaced by `put`, never changed in place. */
export interface Reader {
  get<T>(collection: Collection<T>, id: string): Promise<T | undefined>
  /** @throws {InvalidCursorError} when the cursor is not one that a page gave. */
  list<T>(collection: Collection<T>, query: Query): Promise<Page<T>>
  count<T>(collection: Collection<T>, query?: Pick<Query, 'by' | 'is'>): Promise<number>
}

export interface Transaction extends Reader {
  /** Holds every other transaction that takes the same key off until this one ends. */
  lock(key: string): Promise<void>
  put<T>(collection: Collection<T>, document: T): Promise<void>
  delete<T>(collection: Collection<T>, id: string): Promise<void>
  /** Replaces what is told of an event's processing. The event itself never changes. @throws when there is no such event. */
  updateEvent(id: string, change: EventProgress): Promise<void>
}

export interface Store extends Reader {
  /**
   * Runs `work` with a view of its own; all its changes become durable together before the promise resolves,
   * or none does. `work` awaits nothing but the transaction, and may run again when the store must retry.
   */
  transact<T>(work: (tx: Transaction) => Promise<T>): Promise<T>
  readonly events: EventLog
  /** Writes what is left and lets the directory or the connections go. */
  close(): Promise<void>
}

/** Events as they came, apart from the documents: there may be millions, and their bytes are kept as received. */
export interface EventLog {
  /**
   * Resolves when the event is durable. An id that is known only counts a delivery, and waits for the first one's commit.
   * A failed commit forgets the id.
   */
  receive(arrival: EventArrival): Promise<'stored' | 'duplicate'>
  get(id: string): Promise<EventRecord | undefined>
  /** The bytes as received. */
  payload(id: string): Promise<Uint8Array | undefined>
  deliveries(id: string): Promise<Delivery[]>
  /** Newest received first, unless the order says otherwise. */
  list(query: EventQuery): Promise<Page<EventRecord>>
  /**
   * Events with a run due at `now`, the earliest received first: those in state `received`, and those `retrying` whose
   * earliest `nextAttemptAt` has come. One that a stopped process left in `processing` is found by `list`.
   */
  due(now: number, limit: number): Promise<EventRecord[]>
  /** When the next retry is due, or `undefined` when none waits. */
  nextDueAt(): Promise<number | undefined>
  /** How many events stand in each state. */
  counts(): Promise<Record<EventState, number>>
  /** Events received in `[from, to)` in `buckets` equal parts, and how many of them ever had a failed run. */
  histogram(query: { from: number; to: number; buckets: number }): Promise<HistogramBucket[]>
}

export interface HistogramBucket {
  readonly from: number
  readonly received: number
  readonly failed: number
  /** 95th percentile of received − created, in ms, of webhooks: what was listed has no lag. `null` without any. */
  readonly lagP95Ms: number | null
}

export interface EventArrival {
  readonly id: string
  readonly type: string
  /** Stripe's own time, in ms (whole seconds at Stripe). */
  readonly createdAt: number
  readonly receivedAt: number
  readonly source: EventSource
  readonly livemode: boolean
  readonly account: string | null
  readonly apiVersion: string | null
  /** What the event is about, such as `re_…`; events of one object are processed one at a time. */
  readonly objectId: string | null
  readonly customerId: string | null
  /** Other Stripe ids in the object (charge, payment intent, invoice …), for finding its neighbours. */
  readonly relatedIds: readonly string[]
  /** The API request that caused it; null when Stripe acted by itself. */
  readonly requestId: string | null
  readonly idempotencyKey: string | null
  readonly payload: Uint8Array
}

export interface Delivery {
  readonly receivedAt: number
  readonly source: EventSource
  /** Bytes of the body. */
  readonly size: number
}

export interface EventProgress {
  readonly state: EventState
  readonly handlers: readonly HandlerRun[]
  /** Why it was ignored, in words. */
  readonly note?: string | null
}

export interface EventRecord extends Omit<EventArrival, 'payload'>, EventProgress {
  /** 1 for the first event received, without gaps. */
  readonly sequence: number
  readonly deliveryCount: number
  readonly size: number
}

export interface EventQuery {
  readonly type?: string
  readonly state?: EventState
  readonly objectId?: string
  readonly customerId?: string
  /** An id the event's object has or names: its own, its customer's or a related one. */
  readonly relatedTo?: string
  readonly idempotencyKey?: string
  /** Received at `receivedFrom` or later, and before `receivedTo`. */
  readonly receivedFrom?: number
  readonly receivedTo?: number
  readonly cursor?: string | undefined
  readonly limit: number
  readonly order?: 'ascending' | 'descending'
}

/** A cursor that no page gave: the caller's mistake, not the store's, and told as one wherever it comes from. */
export class InvalidCursorError extends Problem<'invalid_request'> {
  constructor(message: string) {
    super('invalid_request', message, { issues: [{ path: 'cursor', message }] })
  }
}

/** `milliseconds` as text that sorts as the number does. */
export const sortableTime = (milliseconds: number): string =>
  String(Math.trunc(milliseconds)).padStart(15, '0')
