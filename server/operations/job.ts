import type { Log } from '#server/ports.ts'
import type { Entry } from './book.ts'
import type { OperationKind } from './port.ts'
import type { StoredOperation } from './stored-operation.ts'

/** One operation in a worker's hands, as it was leased. */
export interface Job {
  readonly kind: OperationKind<unknown>
  readonly leased: StoredOperation
  readonly write: Write
  readonly log: Log
  now(): number
}

/** What it makes of the operation as it is now; null when there is nothing to do any more, and the lease is let go. */
type Change = (current: StoredOperation) => StoredOperation | null

/** Changes the operation; `undefined` when nothing was changed, because the lease was lost or `change` gave null. */
export type Write = (
  change: Change,
  options?: {
    /** Runs in the same transaction before the change; its throw prevents it. */
    readonly guard?: (entry: Entry) => Promise<void>
    /** Whether the lease goes on after this write. */
    readonly keeps?: (after: StoredOperation) => boolean
  },
) => Promise<StoredOperation | undefined>

/** An event or a person may have been faster since the lease: what they decided stands. */
export const unlessOvertaken =
  ({ leased }: Job, change: (current: StoredOperation) => StoredOperation): Change =>
  current =>
    current.operation.state === leased.operation.state ? change(current) : null
