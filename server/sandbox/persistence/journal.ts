import fs from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { lockDirectory } from './lock-directory.ts'
import {
  type CommitRecord,
  decodeLine,
  encodeLine,
  type Header,
  headerSchema,
  recordSchema,
} from './record.ts'

const write = promisify(fs.write)
const sync = promisify(fs.fdatasync)

/** Where commits are kept. */
export interface Journal {
  /** Resolves when the record is durable. */
  append(record: CommitRecord): Promise<void>
  /** Resolves when all that was appended so far is durable. */
  settled(): Promise<void>
  /** Forgets every record and begins anew. */
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
  #flushing: Promise<void> = Promise.resolve()
  #scheduled: Promise<void> | undefined

  constructor(file: string, descriptor: number, unlock: () => void) {
    this.#file = file
    this.#descriptor = descriptor
    this.#unlock = unlock
  }

  append(record: CommitRecord): Promise<void> {
    this.#waiting.push(encodeLine(record))
    this.#scheduled ??= this.#flushing.then(() => this.#flush())
    return this.#scheduled
  }

  settled(): Promise<void> {
    return this.#scheduled ?? this.#flushing
  }

  async restart(header: Header): Promise<void> {
    await this.settled()
    fs.closeSync(this.#descriptor)
    this.#descriptor = begin(this.#file, header)
  }

  async close(): Promise<void> {
    await this.settled()
    fs.closeSync(this.#descriptor)
    this.#unlock()
  }

  #flush(): Promise<void> {
    const text = this.#waiting.join('')
    this.#waiting = []
    this.#scheduled = undefined
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

/** A new journal with only its header, put in place of any old one at once. */
function begin(file: string, header: Header): number {
  const made = `${file}.new`
  const descriptor = fs.openSync(made, 'w', 0o600)
  fs.writeSync(descriptor, encodeLine(header))
  fs.fsyncSync(descriptor)
  fs.renameSync(made, file)
  const directory = fs.openSync(path.dirname(file), 'r')
  fs.fsyncSync(directory)
  fs.closeSync(directory)
  return descriptor
}

interface Replay {
  begin(header: Header): void
  apply(record: CommitRecord): void
}
interface Opened {
  readonly journal: Journal
  readonly header: Header
}

/**
 * Opens the journal in `directory`, or begins one with `fresh`; hands each kept record to `replay` in order.
 * A torn tail is cut off.
 * @throws when another sandbox uses it, or when a record before the last is damaged: cutting there would lose what was
 * answered for.
 */
export function openJournal(directory: string, fresh: Header, replay: Replay): Opened {
  const unlock = lockDirectory(directory)
  try {
    return read(path.join(directory, 'journal'), fresh, replay, unlock)
  } catch (error) {
    unlock()
    throw error
  }
}

function read(file: string, fresh: Header, replay: Replay, unlock: () => void): Opened {
  const bytes = fs.existsSync(file) ? fs.readFileSync(file) : Buffer.alloc(0)
  const lines = readLines(file, bytes)
  const header = headerSchema.safeParse(lines.values[0])
  if (!header.success) {
    if (lines.values.length > 0) throw new Error(`${file} is not a sandbox journal that this version reads`)
    replay.begin(fresh)
    return { journal: new FileJournal(file, begin(file, fresh), unlock), header: fresh }
  }
  replay.begin(header.data)
  for (const value of lines.values.slice(1)) replay.apply(recordSchema.parse(value))
  fs.truncateSync(file, lines.goodBytes)
  const descriptor = fs.openSync(file, 'a')
  return { journal: new FileJournal(file, descriptor, unlock), header: header.data }
}

function readLines(file: string, bytes: Buffer): { values: unknown[]; goodBytes: number } {
  const values: unknown[] = []
  let start = 0
  while (start < bytes.length) {
    const end = bytes.indexOf(0x0a, start)
    const value = end < 0 ? undefined : decodeLine(bytes.subarray(start, end))
    if (value === undefined) {
      if (end >= 0 && holdsGoodLine(bytes, end + 1)) {
        throw new Error(`${file} is damaged at byte ${start}: restore it from a backup, or move it away`)
      }
      return { values, goodBytes: start }
    }
    values.push(value)
    start = end + 1
  }
  return { values, goodBytes: start }
}

function holdsGoodLine(bytes: Buffer, from: number): boolean {
  let start = from
  for (let end = bytes.indexOf(0x0a, start); end >= 0; end = bytes.indexOf(0x0a, start)) {
    if (decodeLine(bytes.subarray(start, end)) !== undefined) return true
    start = end + 1
  }
  return false
}
