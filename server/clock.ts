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
