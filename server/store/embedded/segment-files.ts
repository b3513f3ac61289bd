import { randomBytes } from 'node:crypto'
import path from 'node:path'
import type { AppendFile, FileSystem } from './file-system.ts'
import { encodeSegmentHeader, markerBytes } from './frame.ts'

const namePattern = /^(\d{6,})\.log$/

export const segmentName = (segment: number): string => `${String(segment).padStart(6, '0')}.log`

export const segmentPath = (directory: string, segment: number): string =>
  path.join(directory, segmentName(segment))

/** The segments of a log, in order. */
export const listSegments = async (fileSystem: FileSystem, directory: string): Promise<number[]> => {
  const names = await fileSystem.list(directory)
  const numbers = names.map(name => namePattern.exec(name)?.[1]).filter(match => match !== undefined)
  return numbers.map(Number).sort((left, right) => left - right)
}

export interface OpenSegment {
  readonly segment: number
  readonly marker: Buffer
  readonly file: AppendFile
}

/** A new segment whose existence is durable before its first frame is. */
export const createSegment = async (
  fileSystem: FileSystem,
  directory: string,
  segment: number,
  firstRecord: number,
): Promise<OpenSegment> => {
  const marker = randomBytes(markerBytes)
  const file = await fileSystem.create(segmentPath(directory, segment))
  await file.write(encodeSegmentHeader({ marker, firstRecord }))
  await file.sync()
  await fileSystem.syncDirectory(directory)
  return { segment, marker, file }
}
