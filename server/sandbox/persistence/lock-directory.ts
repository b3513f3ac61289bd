/// <reference path="./fs-native-extensions.d.ts" />
import fs from 'node:fs'
import path from 'node:path'
import { tryLock } from 'fs-native-extensions'

/**
 * Makes the directory and takes it for one sandbox alone; the kernel lets it go when the process ends. Answers the
 * function that lets it go sooner. @throws when another sandbox has it.
 */
export function lockDirectory(directory: string): () => void {
  fs.mkdirSync(directory, { recursive: true, mode: 0o700 })
  const descriptor = fs.openSync(path.join(directory, 'lock'), 'a', 0o600)
  if (tryLock(descriptor)) return () => fs.closeSync(descriptor)
  fs.closeSync(descriptor)
  throw new Error(
    `${directory} is in use by another sandbox: stop it first, or set DATA_DIR to another directory`,
  )
}
