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

/** Changes the operation as it is now; `undefined` when the lease was lost meanwhile, and nothing was written. */
export type Write = (
  change: (current: StoredOperation) => StoredOperation,
  options?: {
    /** Runs in the same transaction before the change; its throw prevents it. */
    readonly guard?: (entry: Entry) => Promise<void>
    /** Whether the lease goes on after this write. */
    readonly keeps?: (after: StoredOperation) => boolean
  },
) => Promise<StoredOperation | undefined>
