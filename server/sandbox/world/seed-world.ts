import type { Core } from '#server/sandbox/core/work.ts'
import { writeCompany } from './company.ts'
import { markOf } from './world-mark.ts'

export interface WorldOptions {
  /** `empty`: the account alone. Anything else names a company; the same name gives the same one. */
  readonly seed: string
  /** The moment that the world's history ends, milliseconds since the epoch. */
  readonly baseTimeMs: number
}

/**
 * Fills a new state, and answers what tells this world from any other: nothing for the empty one. Nothing of it is
 * journaled: the same options always give the same world, and the same seed gives the same people, payments and ids at
 * any base time.
 */
export function seedWorld(core: Core, options: WorldOptions): string {
  if (options.seed === 'empty') return ''
  const collections = [...core.state.collections()]
  for (const collection of collections) collection.fill()
  writeCompany(core, options)
  for (const collection of collections) collection.filled()
  return markOf(core)
}
