import type { Log } from '#server/ports.ts'
import { AppendLog, type AppendLogOptions } from './append-log.ts'
import type { FileSystem } from './file-system.ts'
import { decodeSegmentHeader, frameRecords, segmentHeaderBytes } from './frame.ts'
import { createSegment, listSegments, type OpenSegment, segmentPath } from './segment-files.ts'
import { scanSegment } from './segment-scan.ts'
import { DataDirectoryError } from './store-errors.ts'

export interface StoredRecord {
  readonly number: number
  readonly segment: number
  readonly offset: number
  readonly bytes: Buffer
}

/** Where reading begins: a segment, and in it a frame with this record. Without it, at the beginning. */
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

/** The last segment that begins at or before `record`, so that nothing older need be read. */
export const findStart = async (options: RecoveryOptions, record: number): Promise<LogStart> => {
  const { fileSystem, directory } = options
  for (const segment of (await listSegments(fileSystem, directory)).reverse()) {
    const head = await fileSystem.read(segmentPath(directory, segment), 0, segmentHeaderBytes)
    const header = head && decodeSegmentHeader(head)
    if (header && header.firstRecord <= record)
      return { segment, offset: segmentHeaderBytes, nextRecord: header.firstRecord }
  }
  throw new DataDirectoryError(
    `${directory} does not hold record ${record} or older; restore it from a backup.`,
  )
}

/**
 * Hands every record from `start` on to `visit` and opens the log for append.
 * A torn tail, which was never acknowledged, is cut.
 * @throws {DataDirectoryError} naming file and offset when acknowledged records are damaged or missing.
 */
export const recoverLog = async (
  options: RecoveryOptions,
  start: LogStart | undefined,
  visit: (record: StoredRecord) => void,
): Promise<AppendLog> => {
  const { fileSystem, directory } = options
  const segments = await dropUnbornSegment(options, await listSegments(fileSystem, directory))
  refuseGaps(directory, segments, options.neededFrom ?? start?.segment ?? 1)
  let end: (Read & { segment: number }) | undefined
  for (const segment of segments.filter(number => number >= (start?.segment ?? 0))) {
    const isLast = segment === segments.at(-1)
    const from =
      segment === start?.segment ? start : { offset: segmentHeaderBytes, nextRecord: end?.nextRecord }
    end = { segment, ...(await readSegment(options, segment, isLast, from, visit)) }
  }
  if (!end) throw new DataDirectoryError(`${directory} holds no log; restore it from a backup.`)
  const { segment, marker, size, nextRecord } = end
  return new AppendLog(options, { ...(await reopen(options, segment, marker)), size, nextRecord })
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
  segment: number,
  isLast: boolean,
  from: { offset: number; nextRecord: number | undefined },
  visit: (record: StoredRecord) => void,
): Promise<Read> => {
  const file = segmentPath(options.directory, segment)
  const bytes = await options.fileSystem.read(file)
  const header = bytes && decodeSegmentHeader(bytes)
  if (!bytes || !header)
    throw new DataDirectoryError(`${file} is damaged at offset 0; restore it from a backup.`)
  const nextRecord = from.nextRecord ?? 1
  if (from.offset === segmentHeaderBytes && header.firstRecord !== nextRecord)
    throw new DataDirectoryError(`${file} does not follow the segment before it; restore it from a backup.`)
  if (from.offset > bytes.length)
    throw new DataDirectoryError(`${file} is shorter than when it was last read; restore it from a backup.`)
  const scan = scanSegment(bytes, from.offset, header.marker, nextRecord, frame => {
    for (const { number, start, bytes: record } of frameRecords(bytes, frame))
      visit({ number, segment, offset: start, bytes: record })
  })
  if (scan.verdict === 'damaged' || (scan.verdict === 'torn' && !isLast))
    throw new DataDirectoryError(
      `${file} is damaged at offset ${scan.end}, before records that were acknowledged; restore it from a backup.`,
    )
  if (scan.verdict === 'torn') await cut(options, file, scan.end, bytes.length)
  return { marker: header.marker, size: scan.end, nextRecord: scan.nextRecord }
}

const cut = async (options: RecoveryOptions, file: string, size: number, was: number): Promise<void> => {
  options.log.warn({ file, offset: size, bytes: was - size }, 'cut a write that was never acknowledged')
  await options.fileSystem.truncate(file, size)
}
