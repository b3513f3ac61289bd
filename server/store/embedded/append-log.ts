import type { FileSystem } from './file-system.ts'
import { encodeFrame, type RecordParts, segmentHeaderBytes } from './frame.ts'
import { createSegment, type OpenSegment } from './segment-files.ts'
import { StoreClosedError, StoreFailedError } from './store-errors.ts'

/** Where a record's bytes are. */
export interface RecordPlace {
  readonly segment: number
  readonly offset: number
}

/** Called once, in the order of the appends: with the place when the record is durable, else with the failure. */
export type Settled = (failure: Error | undefined, place: RecordPlace) => void

/** Where a log goes on: behind the last good frame of its last segment. */
export interface LogEnd extends OpenSegment {
  readonly size: number
  readonly nextRecord: number
}

export interface AppendLogOptions {
  readonly fileSystem: FileSystem
  readonly directory: string
  readonly segmentBytes: number
  /** Told of each batch that became durable, with its bytes. */
  readonly onWritten: (bytes: number) => void
  readonly onFatal: (error: Error) => void
}

interface Waiting {
  readonly parts: RecordParts
  readonly bytes: number
  readonly settled: Settled
}

const maxBatchBytes = 8 * 1024 * 1024
const nowhere: RecordPlace = { segment: 0, offset: 0 }

/**
 * Group commit: what is appended while one batch is being synced goes out together as the next.
 * The first failed write or sync ends the log, since what the disk then holds is not known.
 */
export class AppendLog {
  readonly #options: AppendLogOptions
  #current: OpenSegment
  #size: number
  #nextRecord: number
  #durableRecord: number
  #queue: Waiting[] = []
  #running: Promise<void> | undefined
  #ended: Error | undefined
  #rotateNext = false

  constructor(options: AppendLogOptions, end: LogEnd) {
    this.#options = options
    this.#current = end
    this.#size = end.size
    this.#nextRecord = end.nextRecord
    this.#durableRecord = end.nextRecord - 1
  }

  /** The number of the last record appended, durable or not yet. */
  get lastRecord(): number {
    return this.#nextRecord - 1
  }

  /** Where the next frame would begin when nothing is on its way. */
  get position(): { segment: number; offset: number; nextRecord: number } {
    return { segment: this.#current.segment, offset: this.#size, nextRecord: this.#durableRecord + 1 }
  }

  /** Gives the record its number at once; `settled` tells when it is durable. */
  append(parts: RecordParts, settled: Settled): number {
    if (this.#ended) {
      settled(this.#ended, nowhere)
      return 0
    }
    this.#queue.push({ parts, settled, bytes: parts.reduce((sum, part) => sum + part.length, 0) })
    this.#running ??= this.#run()
    this.#nextRecord += 1
    return this.#nextRecord - 1
  }

  /** Resolves when everything appended so far is durable. */
  async flushed(): Promise<void> {
    const target = this.lastRecord
    while (this.#durableRecord < target && !this.#ended) await this.#running
    if (this.#durableRecord < target) throw this.#ended
  }

  /** Begins a new segment before the next batch, at once when none waits. */
  rotate(): void {
    if (this.#ended) return
    this.#rotateNext = true
    this.#running ??= this.#run()
  }

  async close(): Promise<void> {
    while (this.#running !== undefined) await this.#running
    this.#ended ??= new StoreClosedError('The store is closed.')
    await this.#current.file.close()
  }

  async #run(): Promise<void> {
    // One turn of the loop: requests that came in together are committed together.
    await new Promise(resolve => setImmediate(resolve))
    while (this.#queue.length > 0 || this.#rotateNext) {
      const batch = this.#takeBatch()
      try {
        if (this.#rotateNext || this.#size >= this.#options.segmentBytes) await this.#beginSegment()
        if (batch.length > 0) await this.#write(batch)
      } catch (error) {
        this.#fail(batch, error)
      }
    }
    this.#running = undefined
  }

  #takeBatch(): Waiting[] {
    let bytes = 0
    const full = this.#queue.findIndex(waiting => {
      bytes += waiting.bytes
      return bytes > maxBatchBytes
    })
    return this.#queue.splice(0, full === -1 ? this.#queue.length : Math.max(1, full))
  }

  async #write(batch: readonly Waiting[]): Promise<void> {
    const { segment, marker, file } = this.#current
    const frame = encodeFrame(
      marker,
      this.#durableRecord + 1,
      batch.map(waiting => waiting.parts),
    )
    await file.write(frame.bytes)
    await file.sync()
    const base = this.#size
    this.#size += frame.bytes.length
    for (const [index, waiting] of batch.entries()) {
      this.#durableRecord += 1
      waiting.settled(undefined, { segment, offset: base + (frame.starts[index] ?? 0) })
    }
    // Only now does `position` agree with what the records' owners know.
    this.#options.onWritten(frame.bytes.length)
  }

  async #beginSegment(): Promise<void> {
    this.#rotateNext = false
    if (this.#size === segmentHeaderBytes) return
    const { fileSystem, directory } = this.#options
    await this.#current.file.close()
    this.#current = await createSegment(
      fileSystem,
      directory,
      this.#current.segment + 1,
      this.#durableRecord + 1,
    )
    this.#size = segmentHeaderBytes
  }

  #fail(batch: readonly Waiting[], cause: unknown): void {
    const failure = new StoreFailedError(
      'The disk did not take a write; the store must be opened again from what the disk holds.',
      { cause },
    )
    this.#ended = failure
    this.#rotateNext = false
    for (const waiting of [...batch, ...this.#queue.splice(0)]) waiting.settled(failure, nowhere)
    this.#options.onFatal(failure)
  }
}
