import type Stripe from 'stripe'
import { apiVersion } from '#server/sandbox/core/api-version.ts'
import { IdSource } from '#server/sandbox/core/ids.ts'
import { jobs } from '#server/sandbox/core/job.ts'
import type { Kind, Stored } from '#server/sandbox/core/kind.ts'
import { type Core, coreOf, Work } from '#server/sandbox/core/work.ts'
import { events, type StoredEvent } from '#server/sandbox/webhooks/event.ts'

const eventsKeptMs = 30 * 24 * 60 * 60 * 1000

/** The time at which the history has arrived. */
class HistoryClock {
  ms: number

  constructor(ms: number) {
    this.ms = ms
  }

  nowMs(): number {
    return this.ms
  }
}

/** Stands for each event that is too old to be kept. */
const forgotten: StoredEvent = {
  id: 'evt_forgotten',
  object: 'event',
  api_version: apiVersion,
  created: 0,
  data: { object: {} },
  livemode: false,
  pending_webhooks: 0,
  request: null,
  type: 'customer.updated',
}

/**
 * A work that writes the past. Events older than Stripe keeps them are not stored, and jobs that would have run by now
 * are not asked for: the history says itself what came of things. Nothing is recorded for the journal.
 */
export class HistoryWork extends Work {
  readonly baseTimeMs: number
  readonly #clock: HistoryClock
  // Which events and jobs remain depends on the calendar; the ids of objects must not.
  readonly #passingIds: IdSource

  constructor(core: Core, baseTimeMs: number, clock: HistoryClock, passingIds: IdSource) {
    super({ ...core, clock })
    this.#clock = clock
    this.baseTimeMs = baseTimeMs
    this.#passingIds = passingIds
  }

  override in(account: string | null): HistoryWork {
    if (account === this.account) return this
    return new HistoryWork(coreOf(this.core, account), this.baseTimeMs, this.#clock, this.#passingIds)
  }

  travelTo(ms: number): void {
    this.#clock.ms = ms
  }

  override id(prefix: string, length?: number): string {
    if (prefix === events.prefix || prefix === '_job') return this.#passingIds.next(prefix, length)
    return super.id(prefix, length)
  }

  override put<T extends Stored>(kind: Kind<T>, item: T): T {
    if (!this.#isOver(kind, item)) this.core.state.of(kind).put(item)
    return item
  }

  override update<T extends Stored>(
    kind: Kind<T>,
    item: T,
    change: Partial<T>,
    eventType?: Stripe.Event.Type,
  ): T {
    // What changed matters only to the event: working it out for years of them would be most of the start.
    if (this.#isForgotten) return this.put(kind, { ...item, ...change })
    return super.update(kind, item, change, eventType)
  }

  override emit(type: Stripe.Event.Type, object: object, previous?: object): StoredEvent {
    return this.#isForgotten ? forgotten : super.emit(type, object, previous)
  }

  override remove<T extends Stored>(kind: Kind<T>, id: string): void {
    this.core.state.of(kind).delete(id)
  }

  get #isForgotten(): boolean {
    return this.nowMs < this.baseTimeMs - eventsKeptMs
  }

  #isOver(kind: Kind, item: Stored): boolean {
    return kind.name === jobs.name && 'dueMs' in item && Number(item.dueMs) <= this.baseTimeMs
  }
}

/** The past of a new state, until the base time. */
export const historyOf = (
  core: Core,
  { seed, baseTimeMs }: { readonly seed: string; readonly baseTimeMs: number },
): HistoryWork =>
  new HistoryWork(core, baseTimeMs, new HistoryClock(baseTimeMs), new IdSource(`${seed}:passing`))
