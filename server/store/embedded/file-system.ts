import { close, constants, fdatasync, open, write } from 'node:fs'
import { chmod, mkdir, open as openHandle, readdir, rename, stat, truncate, unlink } from 'node:fs/promises'
import { promisify } from 'node:util'

/** A file that only grows. */
export interface AppendFile {
  write(bytes: Uint8Array): Promise<void>
  /** Resolves when everything written survives a power cut. */
  sync(): Promise<void>
  close(): Promise<void>
}

/** The few calls by which the store touches the disk, so that tests can fail, record and replay them. */
export interface FileSystem {
  makeDirectory(path: string): Promise<void>
  /** Names in a directory; empty when it does not exist. */
  list(directory: string): Promise<string[]>
  /** A new file, opened for append. @throws when it exists. */
  create(path: string): Promise<AppendFile>
  append(path: string): Promise<AppendFile>
  /** The bytes from `from` on, at most `length` of them; `undefined` when there is no such file. */
  read(path: string, from?: number, length?: number): Promise<Buffer | undefined>
  /** `undefined` when there is no such file. */
  size(path: string): Promise<number | undefined>
  /** Cuts the file and syncs the cut. */
  truncate(path: string, size: number): Promise<void>
  rename(from: string, to: string): Promise<void>
  remove(path: string): Promise<void>
  /** Makes creations, renames and removals in the directory durable. */
  syncDirectory(path: string): Promise<void>
}

const openFile = promisify(open)
const closeFile = promisify(close)
const syncFile = promisify(fdatasync)
const ownerOnlyFile = 0o600
const ownerOnlyDirectory = 0o700

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'

/** `fs.write` may take only a part, above all when the disk fills up. */
const writeAll = (fd: number, bytes: Uint8Array): Promise<void> =>
  new Promise((resolve, reject) => {
    const next = (from: number) =>
      write(fd, bytes, from, bytes.length - from, null, (error, written) => {
        if (error) reject(error)
        else if (from + written < bytes.length) next(from + written)
        else resolve()
      })
    next(0)
  })

const appendFile = async (path: string, flags: number): Promise<AppendFile> => {
  const fd = await openFile(path, flags, ownerOnlyFile)
  return {
    write: bytes => writeAll(fd, bytes),
    sync: () => syncFile(fd),
    close: () => closeFile(fd),
  }
}

const { O_APPEND, O_CREAT, O_EXCL, O_WRONLY } = constants

const read = async (path: string, from = 0, length?: number): Promise<Buffer | undefined> => {
  const handle = await openHandle(path, 'r').catch(error => {
    if (isMissing(error)) return undefined
    throw error
  })
  if (!handle) return undefined
  try {
    const { size } = await handle.stat()
    const bytes = Buffer.alloc(Math.max(0, Math.min(length ?? size, size - from)))
    let filled = 0
    while (filled < bytes.length) {
      const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, from + filled)
      if (bytesRead === 0) break
      filled += bytesRead
    }
    return bytes.subarray(0, filled)
  } finally {
    await handle.close()
  }
}

const syncPath = async (path: string): Promise<void> => {
  const handle = await openHandle(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

export const nodeFileSystem: FileSystem = {
  makeDirectory: async path => {
    const made = await mkdir(path, { recursive: true, mode: ownerOnlyDirectory })
    // The umask may have taken bits away, never added any; the last part alone is ours for certain.
    if (made !== undefined) await chmod(path, ownerOnlyDirectory)
  },
  list: directory =>
    readdir(directory).catch(error => {
      if (isMissing(error)) return []
      throw error
    }),
  create: path => appendFile(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND),
  append: path => appendFile(path, O_WRONLY | O_APPEND),
  read,
  size: async file =>
    (
      await stat(file).catch(error => {
        if (isMissing(error)) return undefined
        throw error
      })
    )?.size,
  truncate: async (path, size) => {
    await truncate(path, size)
    await syncPath(path)
  },
  rename,
  remove: unlink,
  syncDirectory: syncPath,
}
