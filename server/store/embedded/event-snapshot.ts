import type { Delivery } from '#server/store/port.ts'
import { changingColumns } from './event-columns.ts'
import { EventIndex } from './event-index.ts'
import type { LogStart } from './log-recovery.ts'
import { parseOwn } from './own-json.ts'
import type { Generation, SnapshotSink } from './snapshot-file.ts'
import { DataDirectoryError } from './store-errors.ts'

/**
 * The event index as a file: header length u32, header as JSON, then the sections' bytes in the header's order,
 * each at a multiple of 8, so that they can be used in place.
 */
const format = 1
const headBytes = 4

interface Header {
  readonly format: number
  /** The journal record up to which the progress is told. */
  readonly sequence: number
  /** Where the event log goes on. */
  readonly log: LogStart
  readonly sections: readonly (readonly [name: string, bytes: number])[]
  readonly deadTextBytes: number
  readonly openProgress: readonly (readonly [row: number, progress: string])[]
  readonly redeliveries: readonly (readonly [row: number, deliveries: Delivery[]])[]
}

type Sections = Map<string, readonly Uint8Array[]>

const tables = ['eventIds', 'words', 'objectIds', 'idempotencyKeys'] as const
const postings = ['byObject', 'byCustomer', 'byRelated', 'byIdempotencyKey'] as const

const captureSections = (index: EventIndex): Sections => {
  const sections: Sections = new Map()
  for (const [name, column] of Object.entries(index.columns))
    sections.set(name, column.capture(changingColumns.has(name)))
  for (const name of tables) {
    const { arena, offsets, slots } = index[name].capture()
    sections.set(`${name}.arena`, arena).set(`${name}.offsets`, offsets).set(`${name}.slots`, slots)
  }
  for (const name of postings) {
    const { rows, references } = index[name].capture()
    sections.set(`${name}.rows`, rows).set(`${name}.references`, references)
  }
  return sections.set('texts', index.texts.capture())
}

const alignment = 8

const aligned = (offset: number): number => Math.ceil(offset / alignment) * alignment

const padding = (offset: number): Uint8Array => new Uint8Array(aligned(offset) - offset)

const bytesOf = (pieces: readonly Uint8Array[]): number =>
  pieces.reduce((sum, piece) => sum + piece.length, 0)

/** Takes the index as it is now; the returned function writes it, piece by piece, whenever. */
export const captureEvents = (
  index: EventIndex,
  sequence: number,
  log: LogStart,
): ((sink: SnapshotSink) => Promise<void>) => {
  const sections = captureSections(index)
  const header: Header = {
    format,
    sequence,
    log,
    sections: [...sections].map(([name, pieces]) => [name, bytesOf(pieces)]),
    deadTextBytes: index.deadTextBytes,
    openProgress: [...index.openProgress],
    redeliveries: [...index.redeliveries],
  }
  const json = Buffer.from(JSON.stringify(header))
  const text = Buffer.concat([json, Buffer.alloc(padding(headBytes + json.length).length, ' ')])
  const head = Buffer.alloc(headBytes)
  head.writeUInt32LE(text.length)
  return async sink => {
    await sink(head)
    await sink(text)
    for (const pieces of sections.values())
      for (const piece of [...pieces, padding(bytesOf(pieces))]) await sink(piece)
  }
}

export interface RestoredEvents {
  readonly index: EventIndex
  readonly sequence: number
  readonly start: LogStart | undefined
}

/** The index of a snapshot; an empty one without. */
export const restoreEvents = (generation: Generation | undefined): RestoredEvents => {
  const index = new EventIndex()
  if (!generation) return { index, sequence: 0, start: undefined }
  const { content, file } = generation
  const headerEnd = headBytes + content.readUInt32LE(0)
  const header = parseOwn<Header>(content.toString('utf8', headBytes, headerEnd))
  if (header.format !== format)
    throw new DataDirectoryError(`${file} has format ${header.format}, which this version does not know.`)
  restoreSections(index, sectionsOf(content, headerEnd, header))
  index.deadTextBytes = header.deadTextBytes
  index.dropDeadTexts()
  for (const [row, progress] of header.openProgress) index.openProgress.set(row, progress)
  for (const [row, deliveries] of header.redeliveries) index.redeliveries.set(row, deliveries)
  for (let row = 0; row < index.size; row += 1) index.enroll(row)
  return { index, sequence: header.sequence, start: header.log }
}

const sectionsOf = (content: Buffer, start: number, header: Header): ((name: string) => Uint8Array) => {
  const sections = new Map<string, Uint8Array>()
  let at = start
  for (const [name, bytes] of header.sections) {
    sections.set(name, content.subarray(at, at + bytes))
    at = aligned(at + bytes)
  }
  return name => sections.get(name) ?? new Uint8Array()
}

const restoreSections = (index: EventIndex, section: (name: string) => Uint8Array): void => {
  for (const [name, column] of Object.entries(index.columns)) column.restore(section(name))
  for (const name of tables)
    index[name].restore({
      arena: section(`${name}.arena`),
      offsets: section(`${name}.offsets`),
      slots: section(`${name}.slots`),
    })
  for (const name of postings)
    index[name].restore({ rows: section(`${name}.rows`), references: section(`${name}.references`) })
  index.texts.restore(section('texts'))
}
