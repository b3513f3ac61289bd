import { type Job, type JobHandlers, jobs } from './job.ts'
import type { SandboxClock, Time } from './time.ts'
import { type Core, coreOf, Work } from './work.ts'

interface Parts {
  readonly core: Core
  readonly clock: SandboxClock
  readonly time: Time
  readonly handlers: JobHandlers
  commit(work: Work): Promise<void>
}

/** Runs what is due by the sandbox's clock, one job at a time and in order. */
export class JobRunner {
  readonly #parts: Parts
  #cancelTimer: () => void = () => {}
  #closed = false

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Runs what is due and sets the timer for what comes next. */
  wake(): void {
    if (this.#closed) return
    for (let job = this.#first(); job && job.dueMs <= this.#parts.clock.nowMs(); job = this.#first())
      this.#run(job)
    this.#cancelTimer()
    const next = this.#first()
    this.#cancelTimer = next
      ? this.#parts.time.after(Math.max(1, next.dueMs - this.#parts.clock.nowMs()), () => this.wake())
      : () => {}
  }

  /** Moves the clock on by `byMs`; each job on the way runs at its own time. */
  advance(byMs: number): void {
    const targetMs = this.#parts.clock.nowMs() + byMs
    for (let job = this.#first(); job && job.dueMs <= targetMs; job = this.#first()) {
      const aheadMs = job.dueMs - this.#parts.clock.nowMs()
      if (aheadMs > 0) this.#parts.clock.offsetMs += aheadMs
      this.#run(job)
    }
    this.#parts.clock.offsetMs += Math.max(0, targetMs - this.#parts.clock.nowMs())
    this.wake()
  }

  close(): void {
    this.#closed = true
    this.#cancelTimer()
  }

  #first(): Job | undefined {
    return this.#parts.core.state.of(jobs).all.entries[0]?.item
  }

  /** A job that fails is dropped and told of: kept, it would fail again at every start. */
  #run(job: Job): void {
    const work = new Work(coreOf(this.#parts.core, job.account ?? null))
    try {
      const handler = this.#parts.handlers[job.name]
      if (!handler) throw new Error('no resource runs it')
      handler(work, job.subject)
    } catch (error) {
      work.undo()
      const reason = error instanceof Error ? error.message : String(error)
      process.emitWarning(`The sandbox dropped the job ${job.name} for ${job.subject}: ${reason}`)
    }
    work.remove(jobs, job.id)
    this.#parts.commit(work).catch(() => this.close())
  }
}
