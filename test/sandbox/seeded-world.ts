import type { Kind, Stored } from '#server/sandbox/core/kind.ts'
import type { State } from '#server/sandbox/core/state.ts'
import { Sandbox } from '#server/sandbox/sandbox.ts'

export const dayMs = 24 * 60 * 60 * 1000
export const baseTimeMs = Date.UTC(2026, 10, 24, 11, 5)

/** The state of a sandbox as it starts at this moment. */
export const worldAt = (nowMs: number, seed = 'northpost'): State =>
  new Sandbox({ seed, time: { now: () => nowMs, after: () => () => {} } }).core.state

export const everything = <T extends Stored>(state: State, kind: Kind<T>): T[] =>
  state.of(kind).all.entries.map(({ item }) => item)
