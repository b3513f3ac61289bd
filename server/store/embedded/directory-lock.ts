/// <reference path="./fs-native-extensions.d.ts" />
import { chmod, type FileHandle, mkdir, open, stat } from 'node:fs/promises'
import path from 'node:path'
import { tryLock } from 'fs-native-extensions'
import type { Log } from '#server/ports.ts'
import { nodeFileSystem } from './file-system.ts'
import { DataDirectoryError } from './store-errors.ts'

const othersBits = 0o077

/**
 * Makes the directory when it is not there and takes it for this process alone. The kernel lets the lock go when the process ends,
 * however it ends. Resolves to the function that lets it go sooner.
 * @throws {DataDirectoryError} when another process has it.
 */
export const lockDirectory = async (directory: string, log: Log): Promise<() => Promise<void>> => {
  await makeDurably(path.resolve(directory))
  const { mode } = await stat(directory)
  if (mode & othersBits)
    log.warn({ directory, mode: (mode & 0o777).toString(8) }, 'the data directory is open to other users')
  const handle = await open(path.join(directory, 'LOCK'), 'a+', 0o600)
  if (!tryLock(handle.fd)) {
    const holder = (await handle.readFile('utf8')).trim()
    await handle.close()
    throw new DataDirectoryError(
      `${directory} is in use by another process${holder && ` (process id ${holder})`}. Stop it first, or set DATA_DIR to another directory.`,
    )
  }
  await noteHolder(handle)
  return () => handle.close()
}

/** A new directory is lost in a power cut until the one above it is synced, and so on up to one that was there. */
const makeDurably = async (directory: string): Promise<void> => {
  const first = await mkdir(directory, { recursive: true, mode: 0o700 })
  if (first === undefined) return
  for (let made = directory; made.length >= first.length; made = path.dirname(made)) {
    await chmod(made, 0o700)
    await nodeFileSystem.syncDirectory(path.dirname(made))
  }
}

/** For the message to the next one only, so a full disk is no reason not to start. */
const noteHolder = async (handle: FileHandle): Promise<void> => {
  try {
    await handle.truncate(0)
    await handle.writeFile(`${process.pid}\n`)
  } catch {
    // The message will then not name the process.
  }
}
