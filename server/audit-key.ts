import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

/** The key of the audit chain, made once per installation, readable by this user alone. */
export function readAuditKey(dataDir: string): string {
  const file = path.join(dataDir, 'audit.key')
  try {
    return fs.readFileSync(file, 'utf8').trim()
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
  const key = randomBytes(32).toString('hex')
  const handle = fs.openSync(file, 'wx', 0o600)
  fs.writeSync(handle, `${key}\n`)
  fs.fsyncSync(handle)
  fs.closeSync(handle)
  return key
}
