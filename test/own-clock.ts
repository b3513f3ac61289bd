import type { Clock } from '#server/ports.ts'

interface Timer {
  readonly at: number
  readonly task: () => void
}

/** Time that moves only when a test says so. */
export class OwnClock implements Clock {
  #now: number
  #timers = new Set<Timer>()

  constructor(now = Date.UTC(2026, 10, 24, 11, 5)) {
    this.#now = now
  }

  now = (): number => this.#now

  after = (delayMs: number, task: () => void): (() => void) => {
    const timer = { at: this.#now + delayMs, task }
    this.#timers.add(timer)
    return () => this.#timers.delete(timer)
  }

  /** Moves on, running what falls due in its order; what it starts gets its turn of the event loop in between. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds
    for (let next = this.#due(end); next !== undefined; next = this.#due(end)) {
      this.#now = next.at
      this.#timers.delete(next)
      next.task()
      await new Promise(resolve => setImmediate(resolve))
    }
    this.#now = end
    await new Promise(resolve => setImmediate(resolve))
  }

  #due(end: number): Timer | undefined {
    return [...this.#timers].filter(timer => timer.at <= end).sort((one, other) => one.at - other.at)[0]
  }
}
