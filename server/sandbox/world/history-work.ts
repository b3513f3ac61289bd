import { IdSource } from '#server/sandbox/core/ids.ts'
import { jobs } from '#server/sandbox/core/job.ts'
import type { Kind, Stored } from '#server/sandbox/core/kind.ts'
import { type Core, Work } from '#server/sandbox/core/work.ts'
import { events } from '#server/sandbox/webhooks/event.ts'

const eventsKeptMs = 30 * 24 * 60 * 60 * 1000

/**
 * A work that writes the past. Events older than Stripe keeps them are not stored, and jobs that would have run by now
 * are not asked for: the history says itself what came of things. Nothing is recorded for the journal.
 */
export class HistoryWork extends Work {
  readonly baseTimeMs: number
  readonly #clock: { ms: number; nowMs(): number }
  // Which events and jobs remain depends on the calendar; the ids of objects must not.
  readonly #passingIds: IdSource

  constructor(core: Core, { seed, baseTimeMs }: { seed: string; baseTimeMs: number }) {
    const clock = {
      ms: baseTimeMs,
      nowMs() {
        return this.ms
      },
    }
    super({ ...core, clock })
    this.#clock = clock
    this.baseTimeMs = baseTimeMs
    this.#passingIds = new IdSource(`${seed}:passing`)
  }

  travelTo(ms: number): void {
    this.#clock.ms = ms
  }

  override id(prefix: string, length?: number): string {
    if (prefix === events.prefix || prefix === '_job') return this.#passingIds.next(prefix, length)
    return super.id(prefix, length)
  }

  override put<T extends Stored>(kind: Kind<T>, item: T): T {
    const passed = kind.name === events.name && this.nowMs < this.baseTimeMs - eventsKeptMs
    if (!passed && !this.#isOver(kind, item)) this.core.state.of(kind).put(item)
    return item
  }

  override remove<T extends Stored>(kind: Kind<T>, id: string): void {
    this.core.state.of(kind).delete(id)
  }

  #isOver(kind: Kind, item: Stored): boolean {
    return kind.name === jobs.name && 'dueMs' in item && Number(item.dueMs) <= this.baseTimeMs
  }
}
