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

  get nowMs(): number {
    return this.core.clock.nowMs()
  }

  /** Whole seconds, as objects tell time. */
  get now(): number {
    return Math.floor(this.nowMs / 1000)
  }

  id(prefix: string, length?: number): string {
    return this.core.ids.next(prefix, length)
  }

  get<T extends Stored>(kind: Kind<T>, id: string): T | undefined {
    return this.core.state.get(kind, id)
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
      created: this.now,
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
      this.put(deliveries, { id, ...to, ...this.#owner, attempts: 0, dueMs: this.nowMs })
    }
    this.#forgetOldEvents()
    return event
  }

  /** Asks for `job` to run `delayMs` of sandbox time from now, also after a restart. */
  later(delayMs: number, name: string, subject: string): Job {
    return this.put(jobs, { id: this.id('_job'), name, subject, ...this.#owner, dueMs: this.nowMs + delayMs })
  }

  undo(): void {
    for (const { state, kind, id, before } of this.changes.splice(0).reverse()) {
      const collection = state.of(kind)
      if (before) collection.put(before)
      else collection.delete(id)
    }
  }

  #forgetOldEvents(): void {
    forgetSome(this, events, this.now - eventKeptSeconds, ({ id }) => {
      for (const delivery of this.by(deliveries, 'event', id)) this.remove(deliveries, delivery.id)
    })
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
