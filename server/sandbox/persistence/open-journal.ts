import fs from 'node:fs'
import path from 'node:path'
import { Compaction } from './compaction.ts'
import { beginJournal, FileJournal, type Journal } from './journal.ts'
import { lockDirectory } from './lock-directory.ts'
import { type CommitRecord, decodeLine, type Header, headerSchema, recordSchema } from './record.ts'

interface Options {
  begin(header: Header): void
  apply(record: CommitRecord): void
  /** A journal longer than this is shortened, when a quarter of it is out of date. */
  readonly compactAboveBytes: number
}
interface Opened {
  readonly journal: Journal
  readonly header: Header
}

/**
 * Opens the journal in `directory`, or begins one with `fresh`; hands each kept record to `apply` in order.
 * A torn tail is cut off.
 * @throws when another sandbox uses it, or when a record before the last is damaged: cutting there would lose what was
 * answered for.
 */
export function openJournal(directory: string, fresh: Header, options: Options): Opened {
  const unlock = lockDirectory(directory)
  try {
    return read(path.join(directory, 'journal'), fresh, options, unlock)
  } catch (error) {
    unlock()
    throw error
  }
}

function read(file: string, fresh: Header, options: Options, unlock: () => void): Opened {
  const bytes = fs.existsSync(file) ? fs.readFileSync(file) : Buffer.alloc(0)
  const { values, goodBytes } = readLines(file, bytes)
  const header = headerSchema.safeParse(values[0])
  if (!header.success) {
    if (values.length > 0) throw new Error(`${file} is not a sandbox journal that this version reads`)
    options.begin(fresh)
    return { journal: new FileJournal(file, beginJournal(file, fresh), unlock), header: fresh }
  }
  options.begin(header.data)
  const compaction = goodBytes > options.compactAboveBytes ? new Compaction() : undefined
  for (const value of values.slice(1)) {
    const record = recordSchema.parse(value)
    options.apply(record)
    compaction?.note(record)
  }
  const descriptor = compaction?.worthwhile
    ? beginJournal(file, header.data, compaction.records())
    : openAt(file, goodBytes)
  return { journal: new FileJournal(file, descriptor, unlock), header: header.data }
}

/** The file without what follows its last good record. */
function openAt(file: string, goodBytes: number): number {
  fs.truncateSync(file, goodBytes)
  return fs.openSync(file, 'a')
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
