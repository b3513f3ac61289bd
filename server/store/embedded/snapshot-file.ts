import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { crc32 } from 'node:zlib'
import type { Log } from '#server/ports.ts'
import type { AppendFile, FileSystem } from './file-system.ts'

const temporaryPattern = /\.tmp-[0-9a-f]+$/
const checksumBytes = 4

export const previousPath = (file: string): string => `${file}.1`

/** Takes the bytes of a snapshot piece by piece. */
export type SnapshotSink = (bytes: Uint8Array) => Promise<void>

/**
 * Replaces `file` with what `write` gives, ended by a CRC-32, or leaves all as it was: written beside it, synced, renamed over it.
 * The generation before stays as `<file>.1`. `ready` is awaited before the new generation takes its place.
 */
export const replaceSnapshot = async (
  fileSystem: FileSystem,
  file: string,
  write: (sink: SnapshotSink) => Promise<void>,
  ready: () => Promise<void>,
): Promise<void> => {
  const temporary = `${file}.tmp-${randomBytes(6).toString('hex')}`
  try {
    const output = await fileSystem.create(temporary)
    await writeChecked(output, write).finally(() => output.close())
    await ready()
  } catch (error) {
    await fileSystem.remove(temporary).catch(() => undefined)
    throw error
  }
  const names = await fileSystem.list(path.dirname(file))
  if (names.includes(path.basename(file))) await fileSystem.rename(file, previousPath(file))
  await fileSystem.rename(temporary, file)
  await fileSystem.syncDirectory(path.dirname(file))
}

const writeChecked = async (
  output: AppendFile,
  write: (sink: SnapshotSink) => Promise<void>,
): Promise<void> => {
  let checksum = 0
  await write(async bytes => {
    checksum = crc32(bytes, checksum)
    await output.write(bytes)
  })
  const end = Buffer.alloc(checksumBytes)
  end.writeUInt32LE(checksum)
  await output.write(end)
  await output.sync()
}

export interface Generation {
  readonly file: string
  readonly content: Buffer
}

/**
 * The newest generation whose checksum is right. A damaged newer one is set aside as `<file>.damaged`, so that it never
 * takes the place of the sound one.
 */
export const readNewest = async (
  fileSystem: FileSystem,
  file: string,
  log: Log,
): Promise<Generation | undefined> => {
  const newest = await readGeneration(fileSystem, file)
  if (newest) return newest
  const previous = await readGeneration(fileSystem, previousPath(file))
  if (!previous || !(await fileSystem.list(path.dirname(file))).includes(path.basename(file))) return previous
  log.warn({ file }, 'a snapshot is damaged; the one before it is used')
  await fileSystem.rename(file, `${file}.damaged`)
  await fileSystem.syncDirectory(path.dirname(file))
  return previous
}

const readGeneration = async (fileSystem: FileSystem, file: string): Promise<Generation | undefined> => {
  const bytes = await fileSystem.read(file)
  if (!bytes || bytes.length < checksumBytes) return undefined
  const content = bytes.subarray(0, bytes.length - checksumBytes)
  return crc32(content) === bytes.readUInt32LE(content.length) ? { file, content } : undefined
}

/** Removes what a crash left of unfinished snapshots. */
export const removeUnfinished = async (fileSystem: FileSystem, directory: string): Promise<void> => {
  for (const name of await fileSystem.list(directory))
    if (temporaryPattern.test(name)) await fileSystem.remove(path.join(directory, name))
}
