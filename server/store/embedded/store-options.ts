import type { Clock, Log } from '#server/ports.ts'

export interface EmbeddedStoreOptions {
  /** Made when it is not there; then belongs to this process alone until `close`. */
  readonly directory: string
  readonly clock: Clock
  readonly log: Log
  /** Called once when the disk failed a write: the store rejects everything from then on, and the process must end. */
  readonly onFatal: (error: Error) => void
}
