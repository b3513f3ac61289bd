/** The data directory cannot be opened as it is; the message says in plain words what is wrong with which file. */
export class DataDirectoryError extends Error {
  override readonly name = 'DataDirectoryError'
}

/** A write or sync failed, so nothing more is acknowledged until a restart has read the disk. */
export class StoreFailedError extends Error {
  override readonly name = 'StoreFailedError'
}

/** The store was closed. */
export class StoreClosedError extends Error {
  override readonly name = 'StoreClosedError'
}
