import type Stripe from 'stripe'
import { deliveries, listenersOf } from '#server/sandbox/webhooks/endpoint.ts'
import {
  carriesPrevious,
  eventKeptSeconds,
  events,
  type StoredEvent,
} from '#server/sandbox/webhooks/event.ts'
import { differs, previousAttributes } from '#server/sandbox/webhooks/previous-attributes.ts'
import { missing } from './api-failure.ts'
import { apiVersion } from './api-version.ts'
import type { Caller } from './authenticate.ts'
import type { IdSource } from './ids.ts'
import { type Job, jobs } from './job.ts'
import type { Kind, Reader, Stored } from './kind.ts'
import { forgetSome } from './retention.ts'
import type { State } from './state.ts'
import { clockOf, clockRuns, frozenMs } from './test-clock.ts'

/** What one sandbox is made of, with the state of the account that is meant. */
export interface Core {
  readonly state: State
  readonly ids: IdSource
  readonly clock: { nowMs(): number }
  /** Where browsers reach the sandbox, such as `http://127.0.0.1:4243`. */
  readonly site: { readonly url: string }
}

/** Who asked: an API request, or Stripe itself (both `null`, and no caller). */
export interface Origin {
  readonly id: string | null
  readonly idempotencyKey: string | null
  readonly caller?: Caller
}

interface Change {
  /** Whose object it is. */
  readonly state: State
  readonly kind: Kind
  readonly id: string
  readonly before: Stored | undefined
}

/**
 * One request's or one job's reading and writing, for one account. Writes are seen at once; `undo` takes them all back,
 * and what was changed goes to the journal as a whole.
 */
export class Work implements Reader {
  readonly core: Core
  readonly origin: Origin
  /** Facts for the ledger beyond those of the answer, such as `submit`. */
  readonly notes: Record<string, unknown> = {}
  readonly changes: Change[]
  #clock: string | null = null

  constructor(core: Core, origin: Origin = { id: null, idempotencyKey: null }, changes: Change[] = []) {
    this.core = core
    this.origin = origin
    this.changes = changes
  }

  /** The connected account that it is for, or `null` for the platform. */
  get account(): string | null {
    return this.core.state.account
  }

  /** The same work in another account's world, `null` being the platform's: both are kept or undone together. */
  in(account: string | null): Work {
    if (account === this.account) return this
    return new Work(coreOf(this.core, account), this.origin, this.changes)
  }

  /** The sandbox's own time, whichever test clock the work goes by. */
  get sandboxMs(): number {
    return this.core.clock.nowMs()
  }

  /** Whole seconds of that time, by which money moves: payments know no test clock. */
  get sandboxNow(): number {
    return Math.floor(this.sandboxMs / 1000)
  }

  get nowMs(): number {
    return this.#timeOf(this.#clock)
  }

  /** Whole seconds, as objects tell time. */
  get now(): number {
    return Math.floor(this.nowMs / 1000)
  }

  id(prefix: string, length?: number): string {
    return this.core.ids.next(prefix, length)
  }

  /** Has the work go by a test clock's time instead of the sandbox's. */
  follow(clock: string): void {
    this.#clock ??= clock
  }

  /** A work that reads an object of a test clock is about that object: from then on it goes by that clock. */
  get<T extends Stored>(kind: Kind<T>, id: string): T | undefined {
    const item = this.core.state.get(kind, id)
    const clock = item ? clockOf(item) : null
    if (clock !== null) this.follow(clock)
    return item
  }

  by<T extends Stored>(kind: Kind<T>, index: string, key: string): T[] {
    return this.core.state.by(kind, index, key)
  }

  /** @throws {ApiFailure} `resource_missing` (404, unless told otherwise) naming `param`. */
  need<T extends Stored>(kind: Kind<T>, id: string, param = 'id', status = 404): T {
    const item = this.get(kind, id)
    if (item) return item
    throw missing(kind.name, id, param, status)
  }

  /** Writes an item as it is, without an event. */
  put<T extends Stored>(kind: Kind<T>, item: T): T {
    const { state } = this.core
    const collection = state.of(kind)
    this.changes.push({ state, kind, id: item.id, before: collection.get(item.id) })
    collection.put(item)
    return item
  }

  remove<T extends Stored>(kind: Kind<T>, id: string): void {
    const { state } = this.core
    const collection = state.of(kind)
    this.changes.push({ state, kind, id, before: collection.get(id) })
    collection.delete(id)
  }

  /** Writes a new object and tells of it. */
  create<T extends Stored>(kind: Kind<T>, item: T, eventType?: Stripe.Event.Type): T {
    this.put(kind, item)
    if (eventType) this.emit(eventType, item)
    return item
  }

  /** Writes an object with `change` applied; the event comes only if anything is different. */
  update<T extends Stored>(kind: Kind<T>, item: T, change: Partial<T>, eventType?: Stripe.Event.Type): T {
    const next = this.put(kind, { ...item, ...change })
    if (eventType && differs(item, next)) this.emit(eventType, next, previousAttributes(item, next))
    return next
  }

  emit(type: Stripe.Event.Type, object: object, previous?: object): StoredEvent {
    const wanting = listenersOf(this.core.state, type)
    const event: StoredEvent = {
      id: this.id('evt'),
      object: 'event',
      ...this.#owner,
      api_version: apiVersion,
      created: this.sandboxNow,
      data: previous && carriesPrevious(type) ? { object, previous_attributes: previous } : { object },
      livemode: false,
      pending_webhooks: wanting.length,
      request: { id: this.origin.id, idempotency_key: this.origin.idempotencyKey },
      type,
    }
    this.put(events, event)
    for (const endpoint of wanting) {
      const id = `${event.id}:${endpoint.id}`
      const to = { eventId: event.id, endpointId: endpoint.id }
      this.put(deliveries, { id, ...to, ...this.#owner, attempts: 0, dueMs: this.sandboxMs })
    }
    this.#forgetOldEvents()
    return event
  }

  /** Asks for a job to run `delayMs` from now, of the time that its subject lives in, also after a restart. */
  later(delayMs: number, name: string, subject: string): Job {
    const clock = clockOf(this.core.state.find(subject)?.item ?? {})
    const dueMs = this.#timeOf(clock) + delayMs
    if (clock !== null && delayMs <= 0) this.runClock(clock, dueMs)
    const waits = clock === null ? {} : { clock }
    return this.put(jobs, { id: this.id('_job'), name, subject, ...this.#owner, ...waits, dueMs })
  }

  /** Has the jobs of a test clock run, up to a moment of its time. */
  runClock(clock: string, untilMs: number): void {
    const { untilMs: known = 0 } = this.core.state.get(clockRuns, clock) ?? {}
    if (untilMs > known) this.put(clockRuns, { id: clock, ...this.#owner, untilMs })
  }

  undo(): void {
    for (const { state, kind, id, before } of this.changes.splice(0).reverse()) {
      const collection = state.of(kind)
      if (before) collection.put(before)
      else collection.delete(id)
    }
  }

  #forgetOldEvents(): void {
    forgetSome(this, events, this.sandboxNow - eventKeptSeconds, ({ id }) => {
      for (const delivery of this.by(deliveries, 'event', id)) this.remove(deliveries, delivery.id)
    })
  }

  #timeOf(clock: string | null): number {
    return (clock === null ? undefined : frozenMs(this.core.state, clock)) ?? this.sandboxMs
  }

  /** What a connected account's events, deliveries and jobs say of whose they are. */
  get #owner(): { account?: string } {
    return this.account === null ? {} : { account: this.account }
  }
}

/** The same sandbox as `account` sees it; `null` is the platform. */
export function coreOf(core: Core, account: string | null): Core {
  return account === core.state.account ? core : { ...core, state: core.state.in(account) }
}
