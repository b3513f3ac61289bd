import type { Clock } from '#server/ports.ts'
import { Problem } from '#server/problem.ts'

const windowMs = 15 * 60_000
const failuresAllowed = 10
const keysKept = 10_000

export interface SignInLimit {
  /** @throws {Problem} `rate_limited` when this account or this address failed too often. */
  admit(...keys: readonly string[]): void
  failed(...keys: readonly string[]): void
}

/** Counts failed sign-ins by account and by address: neither many guesses at one nor one guess at many gets through. */
export function createSignInLimit(clock: Clock): SignInLimit {
  const failures = new Map<string, { count: number; until: number }>()
  return {
    admit(...keys) {
      const now = clock.now()
      const blocked = keys
        .map(key => failures.get(key))
        .find(one => one && one.until > now && one.count >= failuresAllowed)
      if (!blocked) return
      throw new Problem('rate_limited', 'Too many failed sign-ins. Wait a few minutes.', {
        retryAfterMs: blocked.until - now,
      })
    },
    failed(...keys) {
      const now = clock.now()
      if (failures.size > keysKept) failures.clear()
      for (const key of keys) {
        const current = failures.get(key)
        const running = current !== undefined && current.until > now
        failures.set(key, {
          count: running ? current.count + 1 : 1,
          until: running ? current.until : now + windowMs,
        })
      }
    },
  }
}
