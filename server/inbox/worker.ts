import type { EventRecord } from '#server/store/port.ts'
import { EventRunner, type RunnerDeps } from './event-runner.ts'
import { interruptedRun, stateOfRuns } from './progress.ts'

const mostAtOnce = 16
const batch = 256
const pageSize = 100
/** After the store failed an event, before it is tried again: not hot, not for ever. */
const restMs = 5_000
const shortestNapMs = 50

/**
 * Takes due events, the oldest first: different objects side by side, the events of one object one at a time.
 * One worker a store: an event it holds is nobody else's.
 */
export class Worker {
  readonly #deps: RunnerDeps
  readonly #runner: EventRunner
  readonly #running = new Map<string, Promise<void>>()
  readonly #busyObjects = new Set<string>()
  /** Events that could not even be tried a moment ago. */
  readonly #resting = new Set<string>()
  #queue: EventRecord[] = []
  #stopped = true
  #pumping: Promise<void> | undefined
  #pumpAgain = false
  #cancelTimer: () => void = () => {}

  constructor(deps: RunnerDeps) {
    this.#deps = deps
    this.#runner = new EventRunner(deps)
  }

  async start(): Promise<void> {
    await this.#takeUpInterrupted()
    this.#stopped = false
    this.poke()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    this.#cancelTimer()
    await this.#pumping
    await Promise.all(this.#running.values())
  }

  /** There may be something due. */
  poke(): void {
    if (this.#stopped) return
    this.#pumpAgain = true
    this.#pumping ??= this.#pump()
  }

  /** Ends when the event is let go, if it is held. */
  async released(id: string): Promise<void> {
    await this.#running.get(id)
  }

  /** Does `work` while the event is held, unless it is being processed: then gives `undefined`. */
  async holding<T>(id: string, work: () => Promise<T>): Promise<T | undefined> {
    if (this.#running.has(id)) return undefined
    const done = work()
    const quiet = done.then(
      () => {},
      () => {},
    )
    this.#running.set(id, quiet)
    try {
      return await done
    } finally {
      this.#running.delete(id)
      this.poke()
    }
  }

  async #pump(): Promise<void> {
    try {
      while (this.#pumpAgain && !this.#stopped) {
        this.#pumpAgain = false
        await this.#fill()
        await this.#setTimer()
      }
    } catch (error) {
      this.#deps.log.error({ error }, 'due events could not be read')
      this.#pokeIn(restMs)
    } finally {
      // In the same step as the loop's last look at #pumpAgain, so that no poke is lost.
      this.#pumping = undefined
    }
  }

  async #fill(): Promise<void> {
    const { store, clock } = this.#deps
    let fresh = false
    while (this.#running.size < mostAtOnce && !this.#stopped) {
      const event = this.#take()
      if (event !== undefined) this.#begin(event)
      else if (fresh) return
      else {
        this.#queue = await store.events.due(clock.now(), batch)
        fresh = true
      }
    }
  }

  /** The oldest event in the queue whose object nobody is at. */
  #take(): EventRecord | undefined {
    const at = this.#queue.findIndex(
      ({ id, objectId }) =>
        !this.#running.has(id) && !this.#resting.has(id) && !this.#busyObjects.has(objectId ?? id),
    )
    return at < 0 ? undefined : this.#queue.splice(at, 1)[0]
  }

  #begin(event: EventRecord): void {
    const object = event.objectId ?? event.id
    this.#busyObjects.add(object)
    const run = this.#runner
      .run(event.id, () => !this.#stopped)
      .catch((error: unknown) => {
        this.#deps.log.error({ eventId: event.id, error }, 'an event could not be processed')
        this.#rest(event.id)
      })
      .finally(() => {
        this.#running.delete(event.id)
        this.#busyObjects.delete(object)
        this.poke()
      })
    this.#running.set(event.id, run)
  }

  #rest(id: string): void {
    this.#resting.add(id)
    this.#deps.clock.after(restMs, () => {
      this.#resting.delete(id)
      this.poke()
    })
  }

  async #setTimer(): Promise<void> {
    const { store, clock } = this.#deps
    const dueAt = await store.events.nextDueAt()
    if (dueAt === undefined || this.#stopped) return
    // What fell due since the last look, or waits for its object, is not looked for in a tight loop.
    this.#pokeIn(Math.max(dueAt - clock.now(), shortestNapMs))
  }

  #pokeIn(delayMs: number): void {
    this.#cancelTimer()
    this.#cancelTimer = this.#deps.clock.after(delayMs, () => this.poke())
  }

  /** Runs that were under way when a process ended: their attempt is counted already, and failed. */
  async #takeUpInterrupted(): Promise<void> {
    const { store, clock } = this.#deps
    for (;;) {
      const { data } = await store.events.list({ state: 'processing', limit: pageSize, order: 'ascending' })
      if (data.length === 0) return
      await store.transact(async tx => {
        for (const { id, handlers: before } of data) {
          const handlers = before.map(run =>
            run.state === 'processing' ? interruptedRun(run, id, clock.now()) : run,
          )
          await tx.updateEvent(id, { state: stateOfRuns(handlers), handlers, note: null })
        }
      })
    }
  }
}
