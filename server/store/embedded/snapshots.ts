import type { Low } from 'lowdb'
import type { Clock, Log } from '#server/ports.ts'
import type { AppendLog } from './append-log.ts'
import type { DirectoryLayout } from './directory-layout.ts'
import type { DocumentState } from './documents.ts'
import type { EventIndex } from './event-index.ts'
import { captureEvents } from './event-snapshot.ts'
import type { FileSystem } from './file-system.ts'
import { pruneSegments } from './log-pruning.ts'
import { replaceSnapshot } from './snapshot-file.ts'

const msBetween = 10 * 60_000

export interface SnapshotParts {
  readonly fileSystem: FileSystem
  readonly clock: Clock
  readonly log: Log
  readonly low: Low<DocumentState>
  readonly index: EventIndex
  readonly journal: AppendLog
  readonly eventLog: AppendLog
  readonly layout: DirectoryLayout
  /** The journal record up to which both snapshots on disk tell. */
  readonly covered: number
  /** The first record of the event log that the snapshot on disk does not tell. */
  readonly coveredEvents: number
  readonly snapshotBytes: number
}

/** Writes documents and event index anew from time to time, so that a start has little to replay, and drops old journal. */
export class Snapshots {
  readonly #parts: SnapshotParts
  #covered: number
  #coveredEvents: number
  #bytesSince = 0
  #running: Promise<void> | undefined
  #cancelTimer: () => void = () => undefined
  #closed = false

  constructor(parts: SnapshotParts) {
    this.#parts = parts
    this.#covered = parts.covered
    this.#coveredEvents = parts.coveredEvents
    this.#arm()
  }

  /** Told of every batch written to a log. */
  written(bytes: number): void {
    this.#bytesSince += bytes
    if (this.#bytesSince >= this.#parts.snapshotBytes && !this.#closed) void this.take()
  }

  /** Never rejects: a snapshot that cannot be written leaves the older ones and the journal, which hold everything. */
  take(): Promise<void> {
    this.#running ??= this.#write()
      .catch(error => this.#parts.log.error({ error: String(error) }, 'a snapshot could not be written'))
      .finally(() => {
        this.#running = undefined
      })
    return this.#running
  }

  /** Waits for what is being written, takes a last one if the store is sound, and never writes again. */
  async close(isSound: boolean): Promise<void> {
    this.#closed = true
    this.#cancelTimer()
    await this.#running
    if (isSound) await this.take()
  }

  async #write(): Promise<void> {
    const { fileSystem, low, index, journal, eventLog, layout } = this.#parts
    const sequence = low.data.sequence
    const events = eventLog.position
    this.#bytesSince = 0
    if (sequence === this.#covered && events.nextRecord === this.#coveredEvents) return
    // Nothing is awaited between these, so both tell the same moment.
    const writeEvents = captureEvents(index, sequence, events)
    const documents = low.write()
    journal.rotate()
    await documents
    await replaceSnapshot(fileSystem, layout.eventsFile, writeEvents, () => journal.flushed())
    // The generation before this one is kept, so the journal behind it is too.
    await pruneSegments(fileSystem, layout.journalDirectory, this.#covered + 1)
    this.#covered = sequence
    this.#coveredEvents = events.nextRecord
  }

  #arm(): void {
    this.#cancelTimer = this.#parts.clock.after(msBetween, () => {
      void this.take()
      this.#arm()
    })
  }
}
