import type { Clock, Log } from '#server/ports.ts'
import type { Store } from '#server/store/port.ts'
import { tasks } from './stored-operation.ts'
import type { Worker } from './worker.ts'

const atOnce = 8
/** Others may write to the store without our hearing of it. */
const pollMs = 2_000
const afterTroubleMs = 1_000
/** How long a stop waits for calls that run: what is cut off then is unknown, and found out after the next start. */
const stopGraceMs = 4_000

/** Takes up what is due, a few at a time, and sleeps until the next is. */
export class Runner {
  readonly #store: Store
  readonly #clock: Clock
  readonly #log: Log
  readonly #work: Worker
  readonly #running = new Map<string, Promise<void>>()
  /** Could not be advanced a moment ago, and rest. */
  readonly #troubled = new Set<string>()
  #isOn = false
  #passing: Promise<void> | null = null
  #again = false
  #cancelSleep = (): void => {}

  constructor(deps: { store: Store; clock: Clock; log: Log; work: Worker }) {
    this.#store = deps.store
    this.#clock = deps.clock
    this.#log = deps.log
    this.#work = deps.work
  }

  /** `first` must succeed before anything is taken up; it is tried again until it does. */
  start(first: () => Promise<void>): void {
    this.#isOn = true
    this.#again = true
    this.#passing = first().then(
      () => this.#passed(),
      error => {
        this.#tell(error, 'the queue of operations could not be taken over')
        this.#passing = null
        this.#sleep(afterTroubleMs, () => this.start(first))
      },
    )
  }

  /** Something may have become due. */
  wake(): void {
    if (!this.#isOn) return
    if (this.#passing !== null) {
      this.#again = true
      return
    }
    this.#passing = this.#pass().then(
      () => this.#passed(),
      error => {
        this.#tell(error, 'the queue of operations could not be read')
        this.#passing = null
        this.#sleep(afterTroubleMs)
      },
    )
  }

  /** Takes up nothing more, and resolves when what runs has ended, or has had its time to. */
  async stop(): Promise<void> {
    this.#isOn = false
    await this.#passing
    this.#cancelSleep()
    let cancel = (): void => {}
    const grace = new Promise<void>(resolve => {
      cancel = this.#clock.after(stopGraceMs, resolve)
    })
    await Promise.race([Promise.all(this.#running.values()), grace])
    cancel()
  }

  #passed(): void {
    this.#passing = null
    if (!this.#again) return
    this.#again = false
    this.wake()
  }

  async #pass(): Promise<void> {
    const { data } = await this.#store.list(tasks, { limit: 100, order: 'ascending' })
    const now = this.#clock.now()
    const idle = data.filter(({ id }) => !this.#running.has(id) && !this.#troubled.has(id))
    const due = idle.filter(({ dueAt }) => dueAt <= now)
    if (this.#isOn) for (const { id } of due.slice(0, atOnce - this.#running.size)) this.#take(id)
    const next = idle.find(({ dueAt }) => dueAt > now)
    this.#sleep(Math.min(next === undefined ? pollMs : next.dueAt - now, pollMs))
  }

  #take(id: string): void {
    const run = this.#work(id)
      .catch(error => {
        this.#tell(error, 'an operation could not be advanced', id)
        this.#troubled.add(id)
        this.#clock.after(afterTroubleMs, () => {
          this.#troubled.delete(id)
          this.wake()
        })
      })
      .finally(() => {
        this.#running.delete(id)
        this.wake()
      })
    this.#running.set(id, run)
  }

  #sleep(forMs: number, then = (): void => this.wake()): void {
    this.#cancelSleep()
    if (this.#isOn) this.#cancelSleep = this.#clock.after(forMs, then)
  }

  #tell(error: unknown, message: string, operationId?: string): void {
    this.#log.error({ operationId, error: error instanceof Error ? error.message : String(error) }, message)
  }
}
