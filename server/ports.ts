import type { Change } from '#shared/api/stream.ts'

/** What the engines ask of the world, so that tests own time and chance. */

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** Runs `task` once after `delayMs`; the returned function cancels it. */
  after(delayMs: number, task: () => void): () => void
}

export interface Ids {
  /** A new sortable id with the prefix, such as `op_01KAVC…`. */
  next(prefix: string): string
  /** `bytes` random bytes, base64url: for session and setup tokens. */
  secret(bytes: number): string
}

/** Structured log. Facts are ids, counts and codes: never personal data, never a raw Stripe error. */
export interface Log {
  debug(facts: Record<string, unknown>, message: string): void
  info(facts: Record<string, unknown>, message: string): void
  warn(facts: Record<string, unknown>, message: string): void
  error(facts: Record<string, unknown>, message: string): void
}

/** Tells the open pages what to read again. Never throws, never waits. */
export interface Changes {
  publish(...changes: readonly Change[]): void
}
