import type { Log } from '#server/ports.ts'
import { AppendLog, type AppendLogOptions } from './append-log.ts'
import type { FileSystem } from './file-system.ts'
import { decodeSegmentHeader, frameRecords, type SegmentHeader, segmentHeaderBytes } from './frame.ts'
import { createSegment, listSegments, type OpenSegment, segmentPath } from './segment-files.ts'
import { scanSegment } from './segment-scan.ts'
import { DataDirectoryError } from './store-errors.ts'

export interface StoredRecord {
  readonly number: number
  readonly segment: number
  readonly offset: number
  readonly bytes: Buffer
}

/** Where reading begins: a segment, and in it a frame with this record. */
export interface LogStart {
  readonly segment: number
  readonly offset: number
  readonly nextRecord: number
}

export interface RecoveryOptions extends AppendLogOptions {
  readonly log: Log
  /** The first segment that must be there; by default the one where reading begins. */
  readonly neededFrom?: number
}

/** What all logs of a store share. */
export type LogContext = Omit<RecoveryOptions, 'directory'>

interface Read {
  readonly marker: Buffer
  readonly size: number
  readonly nextRecord: number
}

/** Makes a log with one empty segment. */
export const createLog = async (fileSystem: FileSystem, directory: string): Promise<void> => {
  await fileSystem.makeDirectory(directory)
  const { file } = await createSegment(fileSystem, directory, 1, 1)
  await file.close()
}

/**
 * Hands every record from `from` on, a place or a record's number, to `visit` and opens the log for append.
 * A torn tail, which was never acknowledged, is cut. Records before the one asked for may be handed over too.
 * @throws {DataDirectoryError} naming file and offset when acknowledged records are damaged or missing.
 */
export const recoverLog = async (
  options: RecoveryOptions,
  from: LogStart | number,
  visit: (record: StoredRecord) => void,
): Promise<AppendLog> => {
  const { fileSystem, directory } = options
  const segments = await dropUnbornSegment(options, await listSegments(fileSystem, directory))
  const start = typeof from === 'number' ? await findStart(options, segments, from) : from
  refuseGaps(directory, segments, options.neededFrom ?? start.segment)
  const last = segments.at(-1) ?? start.segment
  let end = await readSegment(options, start, last, visit)
  for (let segment = start.segment + 1; segment <= last; segment += 1) {
    const next = { segment, offset: segmentHeaderBytes, nextRecord: end.nextRecord }
    end = await readSegment(options, next, last, visit)
  }
  return new AppendLog(options, { ...end, ...(await reopen(options, last, end.marker)) })
}

const damaged = (file: string, offset: number): DataDirectoryError =>
  new DataDirectoryError(
    `${file} is damaged at offset ${offset}, before records that were acknowledged; restore it from a backup.`,
  )

const readHeader = async (fileSystem: FileSystem, file: string): Promise<SegmentHeader> => {
  const head = await fileSystem.read(file, 0, segmentHeaderBytes)
  const header = head && decodeSegmentHeader(head)
  if (!header) throw damaged(file, 0)
  return header
}

/** The last segment that begins at or before `record`, so that nothing older need be read. */
const findStart = async (
  { fileSystem, directory }: RecoveryOptions,
  segments: readonly number[],
  record: number,
): Promise<LogStart> => {
  for (const segment of segments.toReversed()) {
    const { firstRecord } = await readHeader(fileSystem, segmentPath(directory, segment))
    if (firstRecord <= record) return { segment, offset: segmentHeaderBytes, nextRecord: firstRecord }
  }
  throw new DataDirectoryError(
    `${directory} does not hold record ${record} or older; restore it from a backup.`,
  )
}

const reopen = async (options: RecoveryOptions, segment: number, marker: Buffer): Promise<OpenSegment> => {
  const file = await options.fileSystem.append(segmentPath(options.directory, segment))
  // Frames that a killed process wrote may be whole and yet only in the page cache.
  await file.sync()
  return { segment, marker, file }
}

/** A crash while a segment was being made leaves less than its header, and nothing was acknowledged in it. */
const dropUnbornSegment = async (options: RecoveryOptions, segments: number[]): Promise<number[]> => {
  const last = segments.at(-1)
  if (last === undefined || segments.length === 1) return segments
  const file = segmentPath(options.directory, last)
  const head = await options.fileSystem.read(file, 0, segmentHeaderBytes + 1)
  if (!head || head.length > segmentHeaderBytes || decodeSegmentHeader(head)) return segments
  options.log.warn({ file }, 'removed a log segment that a crash left without its header')
  await options.fileSystem.remove(file)
  await options.fileSystem.syncDirectory(options.directory)
  return segments.slice(0, -1)
}

/** Segments before `neededFrom` may be there or not: their removal need not have reached the disk in order. */
const refuseGaps = (directory: string, segments: readonly number[], neededFrom: number): void => {
  const needed = segments.filter(segment => segment >= neededFrom)
  for (let segment = neededFrom; segment <= (needed.at(-1) ?? neededFrom); segment += 1) {
    if (!needed.includes(segment))
      throw new DataDirectoryError(`${segmentPath(directory, segment)} is missing; restore it from a backup.`)
  }
}

const readSegment = async (
  options: RecoveryOptions,
  { segment, offset, nextRecord }: LogStart,
  last: number,
  visit: (record: StoredRecord) => void,
): Promise<Read> => {
  const { fileSystem } = options
  const file = segmentPath(options.directory, segment)
  const { marker, firstRecord } = await readHeader(fileSystem, file)
  if (offset === segmentHeaderBytes && firstRecord !== nextRecord)
    throw new DataDirectoryError(`${file} does not follow the segment before it; restore it from a backup.`)
  const bytes = await fileSystem.read(file, offset)
  if (!bytes || ((await fileSystem.size(file)) ?? 0) < offset)
    throw new DataDirectoryError(
      `${file} ends before offset ${offset}, up to which it was acknowledged; restore it from a backup.`,
    )
  const scan = scanSegment(bytes, 0, marker, nextRecord, frame => {
    for (const { number, start, bytes: record } of frameRecords(bytes, frame))
      visit({ number, segment, offset: offset + start, bytes: record })
  })
  const size = offset + scan.end
  if (scan.verdict === 'damaged' || (scan.verdict === 'torn' && segment !== last)) throw damaged(file, size)
  if (scan.verdict === 'torn') await cut(options, file, size, offset + bytes.length)
  return { marker, size, nextRecord: scan.nextRecord }
}

const cut = async (options: RecoveryOptions, file: string, size: number, was: number): Promise<void> => {
  options.log.warn({ file, offset: size, bytes: was - size }, 'cut a write that was never acknowledged')
  await options.fileSystem.truncate(file, size)
}
