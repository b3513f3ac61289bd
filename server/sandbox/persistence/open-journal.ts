import fs from 'node:fs'
import path from 'node:path'
import { Compaction } from './compaction.ts'
import { beginJournal, FileJournal, type Journal } from './journal.ts'
import { lockDirectory } from './lock-directory.ts'
import {
  type Beginning,
  type CommitRecord,
  decodeLine,
  type Header,
  headerOf,
  headerSchema,
  recordSchema,
} from './record.ts'

interface Options {
  /** Builds the seeded world and answers what tells it from any other. */
  begin(beginning: Beginning): string
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
 * @throws when another sandbox uses it, when a record before the last is damaged (cutting there would lose what was
 * answered for), or when this version seeds another world than the one that the journal continues.
 */
export function openJournal(directory: string, fresh: Beginning, options: Options): Opened {
  const unlock = lockDirectory(directory)
  try {
    return read(path.join(directory, 'journal'), fresh, options, unlock)
  } catch (error) {
    unlock()
    throw error
  }
}

function read(file: string, fresh: Beginning, options: Options, unlock: () => void): Opened {
  const lines = new JournalLines(file)
  const first = lines.next()
  if (first === undefined) {
    const header = headerOf(fresh, options.begin(fresh))
    return { journal: new FileJournal(file, beginJournal(file, header), unlock), header }
  }
  const header = readHeader(file, first)
  if (options.begin(header) !== header.world) throw new Error(otherWorld(file))
  const compaction = lines.length > options.compactAboveBytes ? new Compaction() : undefined
  for (let value = lines.next(); value !== undefined; value = lines.next()) {
    const record = recordSchema.parse(value)
    options.apply(record)
    compaction?.note(record)
  }
  const descriptor = compaction?.worthwhile
    ? beginJournal(file, header, compaction.records())
    : openAt(file, lines.goodBytes)
  return { journal: new FileJournal(file, descriptor, unlock), header }
}

function readHeader(file: string, first: unknown): Header {
  const header = headerSchema.safeParse(first)
  if (header.success) return header.data
  throw new Error(`${file} is not a sandbox journal that this version reads`)
}

const otherWorld = (file: string): string =>
  `${file} continues a seeded company that this version of the sandbox does not seed any more: what was done there has no place in the new one. Move the data directory away to begin anew (what else is kept in it is about the old company too), set DATA_DIR to another one, or run the version that wrote it.`

/** The file without what follows its last good record. */
function openAt(file: string, goodBytes: number): number {
  fs.truncateSync(file, goodBytes)
  return fs.openSync(file, 'a')
}

/** The values of a journal's lines, one by one, until the end or a torn tail. */
class JournalLines {
  /** How far the file is known to be good. */
  goodBytes = 0
  readonly #file: string
  readonly #bytes: Buffer

  constructor(file: string) {
    this.#file = file
    this.#bytes = fs.existsSync(file) ? fs.readFileSync(file) : Buffer.alloc(0)
  }

  get length(): number {
    return this.#bytes.length
  }

  /** `undefined` at the end. @throws when what cannot be read is followed by what can: that is no torn tail. */
  next(): unknown {
    const start = this.goodBytes
    const end = this.#bytes.indexOf(0x0a, start)
    if (end < 0) return undefined
    const value = decodeLine(this.#bytes.subarray(start, end))
    if (value !== undefined) this.goodBytes = end + 1
    else if (this.#holdsGoodLine(end + 1)) {
      throw new Error(`${this.#file} is damaged at byte ${start}: restore it from a backup, or move it away`)
    }
    return value
  }

  #holdsGoodLine(from: number): boolean {
    let start = from
    for (let end = this.#bytes.indexOf(0x0a, start); end >= 0; end = this.#bytes.indexOf(0x0a, start)) {
      if (decodeLine(this.#bytes.subarray(start, end)) !== undefined) return true
      start = end + 1
    }
    return false
  }
}
