import type { Kind, Stored } from '#server/sandbox/core/kind.ts'
import type { State } from '#server/sandbox/core/state.ts'
import { Sandbox } from '#server/sandbox/sandbox.ts'

export const dayMs = 24 * 60 * 60 * 1000
export const baseTimeMs = Date.UTC(2026, 10, 24, 11, 5)

/** A sandbox that starts at this moment, at which its time stands still. */
export const sandboxAt = (nowMs: number, seed = 'northpost'): Sandbox =>
  new Sandbox({ seed, time: { now: () => nowMs, after: () => () => {} } })

/** The state of a sandbox as it starts at this moment. */
export const worldAt = (nowMs: number, seed?: string): State => sandboxAt(nowMs, seed).core.state

export const everything = <T extends Stored>(state: State, kind: Kind<T>): T[] =>
  state.of(kind).all.entries.map(({ item }) => item)
