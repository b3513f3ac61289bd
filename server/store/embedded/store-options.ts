import type { Clock, Log } from '#server/ports.ts'

export interface EmbeddedStoreOptions {
  /** Made when it is not there; then belongs to this process alone until `close`. */
  readonly directory: string
  readonly clock: Clock
  readonly log: Log
  /** Called once when the disk failed a write: the store rejects everything from then on, and the process must end. */
  readonly onFatal: (error: Error) => void
}

export interface StoreLimits {
  /** A log begins a new file when one has this size. */
  readonly segmentBytes: number
  /** A snapshot is taken when the logs grew by this much since the last. */
  readonly snapshotBytes: number
}

export const defaultLimits: StoreLimits = {
  segmentBytes: 64 * 1024 * 1024,
  snapshotBytes: 64 * 1024 * 1024,
}
