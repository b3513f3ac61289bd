import { randomBytes } from 'node:crypto'
import type { Clock, Ids } from '#server/ports.ts'

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (delayMs, task) => {
    // A timer never keeps a process alive that has nothing else to do.
    const timer = setTimeout(task, Math.min(delayMs, 2 ** 31 - 1))
    timer.unref()
    return () => clearTimeout(timer)
  },
}

/** Waits up to this length are for an answer or a pause between tries: no journey in time cuts them short. */
const shortWaitMs = 5 * 60_000

interface Timer {
  readonly at: number
  readonly task: () => void
  cancel: () => void
}

/**
 * Time as the connected Stripe has it: that of this computer, except with a sandbox whose clock was advanced. What waits
 * for a day is due when that day was skipped.
 */
export class DeskClock implements Clock {
  #aheadMs = 0
  readonly #real: Clock
  readonly #waiting = new Set<Timer>()

  constructor(real: Clock = systemClock) {
    this.#real = real
  }

  /** How far it is ahead of this computer's. */
  get aheadMs(): number {
    return this.#aheadMs
  }

  now = (): number => this.#real.now() + this.#aheadMs

  after = (delayMs: number, task: () => void): (() => void) => {
    if (delayMs <= shortWaitMs) return this.#real.after(delayMs, task)
    const timer: Timer = { at: this.now() + delayMs, task, cancel: () => undefined }
    this.#waiting.add(timer)
    this.#arm(timer)
    return () => {
      this.#waiting.delete(timer)
      timer.cancel()
    }
  }

  travel(aheadMs: number): void {
    this.#aheadMs = aheadMs
    for (const timer of this.#waiting) {
      timer.cancel()
      this.#arm(timer)
    }
  }

  #arm(timer: Timer): void {
    timer.cancel = this.#real.after(Math.max(0, timer.at - this.now()), () => {
      this.#waiting.delete(timer)
      timer.task()
    })
  }
}

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Ids that sort by their time of making: ten characters of time, sixteen of chance (the ULID layout). */
export function createIds(clock: Clock): Ids {
  return {
    next: prefix => `${prefix}_${timePart(clock.now())}${randomPart()}`,
    secret: bytes => randomBytes(bytes).toString('base64url'),
  }
}

function timePart(now: number): string {
  let rest = now
  let text = ''
  for (let place = 0; place < 10; place++) {
    text = (alphabet[rest % 32] ?? '0') + text
    rest = Math.floor(rest / 32)
  }
  return text
}

const randomPart = (): string => [...randomBytes(16)].map(byte => alphabet[byte % 32]).join('')
