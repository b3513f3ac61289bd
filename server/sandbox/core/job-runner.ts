import { type Job, type JobHandlers, jobs, sandboxTime } from './job.ts'
import { arrive, type ClockRun, clockRuns, moveTo } from './test-clock.ts'
import type { SandboxClock, Time } from './time.ts'
import { type Core, coreOf, Work } from './work.ts'

interface Parts {
  readonly core: Core
  readonly clock: SandboxClock
  readonly time: Time
  readonly handlers: JobHandlers
  commit(work: Work): Promise<void>
}

/** Runs what is due by the sandbox's clock, and by test clocks as they are advanced, one job at a time and in order. */
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
    for (let run = this.#clockRun(); run; run = this.#clockRun()) this.#runClock(run)
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

  #first(clock = sandboxTime): Job | undefined {
    return this.#parts.core.state.of(jobs).bucket('clock', clock).entries[0]?.item
  }

  #clockRun(): ClockRun | undefined {
    return this.#parts.core.state.of(clockRuns).all.entries[0]?.item
  }

  /** Each job of a test clock at its own time, those too that the jobs before it asked for; then the clock arrives. */
  #runClock(run: ClockRun): void {
    for (let job = this.#first(run.id); job && job.dueMs <= run.untilMs; job = this.#first(run.id)) {
      const moving = this.#workFor(run)
      moveTo(moving, run.id, job.dueMs)
      this.#commit(moving)
      this.#run(job)
    }
    const arriving = this.#workFor(run)
    arrive(arriving, run)
    this.#commit(arriving)
  }

  #workFor({ account }: Pick<Job, 'account'>): Work {
    return new Work(coreOf(this.#parts.core, account ?? null))
  }

  #commit(work: Work): void {
    if (work.changes.length > 0) this.#parts.commit(work).catch(() => this.close())
  }

  /** A job that fails is dropped and told of: kept, it would fail again at every start. */
  #run(job: Job): void {
    const work = this.#workFor(job)
    if (job.clock !== undefined) work.follow(job.clock)
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
    this.#commit(work)
  }
}
