import type { Core } from '#server/sandbox/core/work.ts'

export interface WorldOptions {
  /** `empty`: the account alone. Anything else names a company; the same name gives the same one. */
  readonly seed: string
  /** The moment that the world's history ends, milliseconds since the epoch. */
  readonly baseTimeMs: number
}

/**
 * Fills a new state. Nothing of it is journaled, so the same options must always give the same world. To write in the
 * past, give `new Work({ ...core, clock })` a clock of its own.
 */
export function seedWorld(_core: Core, _options: WorldOptions): void {}
