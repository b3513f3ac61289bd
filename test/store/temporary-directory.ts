import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'

/** A new directory that is removed when the running test ends. */
export const temporaryDirectory = async (): Promise<string> => {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'counterfoil-store-'))
  onTestFinished(() => rm(directory, { recursive: true, force: true }))
  return directory
}
