import { type Job, type JobHandlers, jobs } from './job.ts'
import type { SandboxClock, Time } from './time.ts'
import { type Core, Work } from './work.ts'

/** Runs what is due by the sandbox's clock, one job at a time and in order. */
export class JobRunner {
  readonly #core: Core
  readonly #clock: SandboxClock
  readonly #time: Time
  readonly #handlers: JobHandlers
  readonly #commit: (work: Work) => Promise<void>
  #cancelTimer: () => void = () => {}
  #closed = false

  constructor(
    core: Core,
    clock: SandboxClock,
    time: Time,
    handlers: JobHandlers,
    commit: (work: Work) => Promise<void>,
  ) {
    this.#core = core
    this.#clock = clock
    this.#time = time
    this.#handlers = handlers
    this.#commit = commit
  }

  /** Runs what is due and sets the timer for what comes next. */
  wake(): void {
    if (this.#closed) return
    for (let job = this.#first(); job && job.dueMs <= this.#clock.nowMs(); job = this.#first()) this.#run(job)
    this.#cancelTimer()
    const next = this.#first()
    this.#cancelTimer = next
      ? this.#time.after(Math.max(1, next.dueMs - this.#clock.nowMs()), () => this.wake())
      : () => {}
  }

  /** Moves the clock on by `byMs`; each job on the way runs at its own time. */
  advance(byMs: number): void {
    const targetMs = this.#clock.nowMs() + byMs
    for (let job = this.#first(); job && job.dueMs <= targetMs; job = this.#first()) {
      const aheadMs = job.dueMs - this.#clock.nowMs()
      if (aheadMs > 0) this.#clock.offsetMs += aheadMs
      this.#run(job)
    }
    this.#clock.offsetMs += Math.max(0, targetMs - this.#clock.nowMs())
    this.wake()
  }

  close(): void {
    this.#closed = true
    this.#cancelTimer()
  }

  #first(): Job | undefined {
    return this.#core.state.of(jobs).all.entries[0]?.item
  }

  #run(job: Job): void {
    const handler = this.#handlers[job.name]
    if (!handler) throw new Error(`No resource runs the job ${job.name}`)
    const work = new Work(this.#core)
    work.remove(jobs, job.id)
    handler(work, job.subject)
    this.#commit(work).catch(() => this.close())
  }
}
