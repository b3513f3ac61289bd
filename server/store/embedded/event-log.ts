import { crc32 } from 'node:zlib'
import type {
  Delivery,
  EventArrival,
  EventLog,
  EventProgress,
  EventQuery,
  EventRecord,
  HistogramBucket,
  Page,
} from '#server/store/port.ts'
import type { EventState } from '#shared/domain/event.ts'
import type { AppendLog } from './append-log.ts'
import type { ProgressTarget } from './embedded-transaction.ts'
import { dueEvents } from './event-due.ts'
import { encodeDelivery, encodeEvent } from './event-facts.ts'
import { eventHistogram } from './event-histogram.ts'
import type { EventIndex } from './event-index.ts'
import { encodeProgress } from './event-progress.ts'
import { queryEvents } from './event-query.ts'
import type { FileSystem } from './file-system.ts'
import { segmentPath } from './segment-files.ts'
import type { StoreHealth } from './store-health.ts'

export interface EventLogParts {
  readonly fileSystem: FileSystem
  readonly directory: string
  readonly index: EventIndex
  readonly appendLog: AppendLog
  readonly health: StoreHealth
}

/** An event enters the index when it is durable, not before, so a failed commit leaves no trace of it. */
export class EmbeddedEventLog implements EventLog, ProgressTarget {
  readonly #parts: EventLogParts
  readonly #arriving = new Map<string, Promise<void>>()

  constructor(parts: EventLogParts) {
    this.#parts = parts
  }

  async receive(arrival: EventArrival): Promise<'stored' | 'duplicate'> {
    this.#parts.health.assertUsable()
    const first = this.#arriving.get(arrival.id)
    if (first !== undefined) await first
    const row = this.#parts.index.rowOf(arrival.id)
    if (row !== undefined) {
      await this.#countDelivery(row, arrival)
      return 'duplicate'
    }
    const stored = this.#store(arrival).finally(() => this.#arriving.delete(arrival.id))
    this.#arriving.set(arrival.id, stored)
    await stored
    return 'stored'
  }

  async get(id: string): Promise<EventRecord | undefined> {
    const { index, row } = this.#find(id)
    return row === undefined ? undefined : index.record(row)
  }

  async payload(id: string): Promise<Uint8Array | undefined> {
    const { index, row } = this.#find(id)
    if (row === undefined) return undefined
    const { segment, offset, size, checksum } = index.payloadPlace(row)
    const file = segmentPath(this.#parts.directory, segment)
    const bytes = await this.#parts.fileSystem.read(file, offset, size)
    if (!bytes || bytes.length !== size || crc32(bytes) !== checksum)
      throw new Error(`The payload of ${id} is damaged: ${file} at offset ${offset}.`)
    return bytes
  }

  async deliveries(id: string): Promise<Delivery[]> {
    const { index, row } = this.#find(id)
    if (row === undefined) return []
    const { receivedAt, source, size } = index.record(row)
    return [{ receivedAt, source, size }, ...(index.redeliveries.get(row) ?? [])]
  }

  async list(query: EventQuery): Promise<Page<EventRecord>> {
    return queryEvents(this.#index(), query)
  }

  async due(now: number, limit: number): Promise<EventRecord[]> {
    return dueEvents(this.#index(), now, limit)
  }

  async nextDueAt(): Promise<number | undefined> {
    return this.#index().due.earliest()
  }

  async counts(): Promise<Record<EventState, number>> {
    const index = this.#index()
    const count = (state: EventState): number => index.withState(state).size
    return {
      received: count('received'),
      processing: count('processing'),
      processed: count('processed'),
      retrying: count('retrying'),
      dead: count('dead'),
      no_handler: count('no_handler'),
      ignored: count('ignored'),
    }
  }

  async histogram(query: { from: number; to: number; buckets: number }): Promise<HistogramBucket[]> {
    return eventHistogram(this.#index(), query)
  }

  sequenceOf(id: string): number {
    const row = this.#parts.index.rowOf(id)
    if (row === undefined) throw new Error(`There is no event ${id}.`)
    return row + 1
  }

  encodeProgress(progress: EventProgress): string {
    return encodeProgress(progress)
  }

  setProgress(sequence: number, progress: string): void {
    this.#parts.index.setProgress(sequence - 1, progress)
  }

  #index(): EventIndex {
    this.#parts.health.assertUsable()
    return this.#parts.index
  }

  #find(id: string) {
    const index = this.#index()
    return { index, row: index.rowOf(id) }
  }

  #store(arrival: EventArrival): Promise<void> {
    const { index, appendLog } = this.#parts
    const { payload } = arrival
    const parts = encodeEvent(arrival)
    const checksum = crc32(payload)
    const payloadAt = parts[0]?.length ?? 0
    return new Promise((resolve, reject) => {
      appendLog.append(parts, (failure, { segment, offset }) => {
        if (failure) return reject(failure)
        index.add(arrival, { segment, offset: offset + payloadAt, size: payload.length, checksum })
        resolve()
      })
    })
  }

  #countDelivery(row: number, { receivedAt, source, payload }: EventArrival): Promise<void> {
    const { index, appendLog } = this.#parts
    const delivery: Delivery = { receivedAt, source, size: payload.length }
    return new Promise((resolve, reject) => {
      appendLog.append(encodeDelivery(row + 1, delivery), failure => {
        if (failure) return reject(failure)
        index.addDelivery(row, delivery)
        resolve()
      })
    })
  }
}
