import fs from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { type CommitRecord, encodeLine, type Header } from './record.ts'

const write = promisify(fs.write)
const sync = promisify(fs.fdatasync)

/** Where commits are kept. */
export interface Journal {
  /** Resolves when the record is durable. */
  append(record: CommitRecord): Promise<void>
  /** Resolves when all that was appended so far is durable. */
  settled(): Promise<void>
  /** Forgets every record, also those on their way, and begins anew; what is appended from now on follows. */
  restart(header: Header): Promise<void>
  close(): Promise<void>
}

/** For a sandbox without a data directory: nothing is kept. */
export const noJournal: Journal = {
  append: async () => {},
  settled: async () => {},
  restart: async () => {},
  close: async () => {},
}

/** Appends lines to a file; those that arrive while one sync runs share the next. */
export class FileJournal implements Journal {
  readonly #file: string
  readonly #unlock: () => void
  #descriptor: number
  #waiting: string[] = []
  #fresh: Header | undefined
  #flushing: Promise<void> = Promise.resolve()
  #scheduled: Promise<void> | undefined

  constructor(file: string, descriptor: number, unlock: () => void) {
    this.#file = file
    this.#descriptor = descriptor
    this.#unlock = unlock
  }

  append(record: CommitRecord): Promise<void> {
    this.#waiting.push(encodeLine(record))
    return this.#schedule()
  }

  settled(): Promise<void> {
    return this.#scheduled ?? this.#flushing
  }

  restart(header: Header): Promise<void> {
    this.#waiting = []
    this.#fresh = header
    return this.#schedule()
  }

  async close(): Promise<void> {
    await this.settled()
    fs.closeSync(this.#descriptor)
    this.#unlock()
  }

  #schedule(): Promise<void> {
    this.#scheduled ??= this.#flushing.then(() => this.#flush())
    return this.#scheduled
  }

  #flush(): Promise<void> {
    const text = this.#waiting.join('')
    const fresh = this.#fresh
    this.#waiting = []
    this.#scheduled = undefined
    this.#fresh = undefined
    if (fresh) {
      fs.closeSync(this.#descriptor)
      this.#descriptor = beginJournal(this.#file, fresh)
    }
    this.#flushing = this.#writeAll(Buffer.from(text)).then(() => sync(this.#descriptor))
    return this.#flushing
  }

  async #writeAll(bytes: Buffer): Promise<void> {
    let written = 0
    while (written < bytes.length) {
      const { bytesWritten } = await write(this.#descriptor, bytes, written)
      written += bytesWritten
    }
  }
}

/** A new journal with these records, put in place of any old one at once; answers its descriptor. */
export function beginJournal(file: string, header: Header, records: Iterable<CommitRecord> = []): number {
  const made = `${file}.new`
  const descriptor = fs.openSync(made, 'w', 0o600)
  fs.writeFileSync(descriptor, encodeLine(header))
  for (const record of records) fs.writeFileSync(descriptor, encodeLine(record))
  fs.fsyncSync(descriptor)
  fs.renameSync(made, file)
  const directory = fs.openSync(path.dirname(file), 'r')
  fs.fsyncSync(directory)
  fs.closeSync(directory)
  return descriptor
}
