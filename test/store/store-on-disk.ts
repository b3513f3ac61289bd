import fc from 'fast-check'
import type { FileSystem } from '#server/store/embedded/file-system.ts'
import type { StoreLimits } from '#server/store/embedded/store-options.ts'
import { openStoreOn } from '#server/store/embedded/store-recovery.ts'
import type { Store } from '#server/store/port.ts'
import { keptLog, stillClock } from './quiet-ports.ts'

export const dataDirectory = '/data'

/** Small, so that a short history has many segments and snapshots. */
export const tinyLimits: StoreLimits = { segmentBytes: 2_000, snapshotBytes: 4_000 }

/** Small in many ways, so that snapshots and new segments come at any moment. */
export const someLimits: fc.Arbitrary<StoreLimits> = fc.record({
  segmentBytes: fc.integer({ min: 500, max: 5_000 }),
  snapshotBytes: fc.integer({ min: 500, max: 8_000 }),
})

export interface OpenedStore {
  readonly store: Store
  readonly log: ReturnType<typeof keptLog>
  readonly fatal: Error[]
}

export const openOn = async (fileSystem: FileSystem, limits = tinyLimits): Promise<OpenedStore> => {
  const log = keptLog()
  const fatal: Error[] = []
  const store = await openStoreOn(
    { fileSystem, limits, unlock: async () => undefined },
    { directory: dataDirectory, clock: stillClock, log, onFatal: error => fatal.push(error) },
  )
  return { store, log, fatal }
}
