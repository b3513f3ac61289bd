/** Real time, or a test's. */
export interface Time {
  /** Milliseconds since the epoch. */
  now(): number
  /** Runs `task` once after `delayMs` of real time; the returned function cancels it. */
  after(delayMs: number, task: () => void): () => void
}

export const systemTime: Time = {
  now: () => Date.now(),
  after(delayMs, task) {
    const timer = setTimeout(task, Math.min(delayMs, 2 ** 31 - 1))
    return () => clearTimeout(timer)
  },
}

/** The sandbox's own clock: real time and what the control API advanced it by. */
export class SandboxClock {
  offsetMs = 0
  readonly #time: Time

  constructor(time: Time) {
    this.#time = time
  }

  nowMs(): number {
    return this.#time.now() + this.offsetMs
  }
}
