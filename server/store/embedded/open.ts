import type { Store } from '#server/store/port.ts'
import { lockDirectory } from './directory-lock.ts'
import { nodeFileSystem } from './file-system.ts'
import { defaultLimits, type EmbeddedStoreOptions } from './store-options.ts'
import { openStoreOn } from './store-recovery.ts'

/**
 * Opens the store in a directory, with everything that was acknowledged there.
 * @throws {DataDirectoryError} in plain words when the directory is in use, damaged, incomplete or of a newer version.
 */
export const openEmbeddedStore = async (options: EmbeddedStoreOptions): Promise<Store> => {
  const unlock = await lockDirectory(options.directory, options.log)
  try {
    return await openStoreOn({ fileSystem: nodeFileSystem, limits: defaultLimits, unlock }, options)
  } catch (error) {
    await unlock()
    throw error
  }
}
