import { crc32 } from 'node:zlib'

/**
 * A segment is a header and frames; a frame is one group commit: written by one write and synced before the next is written.
 * So a frame that is not whole and has no whole frame after it was never acknowledged.
 *
 * Segment header: magic 8 · marker 8 · first record's number f64 · CRC-32 u32.
 * Frame: marker 8 · body length u32 · record count u32 · first record's number f64 · CRC-32 u32 · body.
 * Body: records, each a length u32 and its bytes. Little-endian.
 */
const magic = Buffer.from('CFLOG\0\0\x01', 'latin1')
export const markerBytes = 8
export const segmentHeaderBytes = 28
export const frameHeaderBytes = 28
const recordHeaderBytes = 4
const checksumAt = 24

export interface SegmentHeader {
  /** Random for each segment, so that no payload can pass for a frame. */
  readonly marker: Buffer
  readonly firstRecord: number
}

export interface Frame {
  readonly firstRecord: number
  readonly recordCount: number
  readonly bodyStart: number
  readonly end: number
}

export const encodeSegmentHeader = ({ marker, firstRecord }: SegmentHeader): Buffer => {
  const bytes = Buffer.alloc(segmentHeaderBytes)
  magic.copy(bytes)
  marker.copy(bytes, magic.length)
  bytes.writeDoubleLE(firstRecord, magic.length + markerBytes)
  bytes.writeUInt32LE(crc32(bytes.subarray(0, checksumAt)), checksumAt)
  return bytes
}

/** `undefined` when these bytes do not begin with a whole segment header. */
export const decodeSegmentHeader = (bytes: Buffer): SegmentHeader | undefined => {
  if (bytes.length < segmentHeaderBytes || !bytes.subarray(0, magic.length).equals(magic)) return undefined
  if (crc32(bytes.subarray(0, checksumAt)) !== bytes.readUInt32LE(checksumAt)) return undefined
  const marker = Buffer.from(bytes.subarray(magic.length, magic.length + markerBytes))
  return { marker, firstRecord: bytes.readDoubleLE(magic.length + markerBytes) }
}

/** A record as the parts it is made of, so that a payload is copied once. */
export type RecordParts = readonly Uint8Array[]

const partsLength = (parts: RecordParts): number => parts.reduce((sum, part) => sum + part.length, 0)

/** The frame's bytes, and where in them each record begins. */
export const encodeFrame = (marker: Buffer, firstRecord: number, records: readonly RecordParts[]) => {
  const bodyLength = records.reduce((sum, parts) => sum + recordHeaderBytes + partsLength(parts), 0)
  const bytes = Buffer.allocUnsafe(frameHeaderBytes + bodyLength)
  marker.copy(bytes)
  bytes.writeUInt32LE(bodyLength, 8)
  bytes.writeUInt32LE(records.length, 12)
  bytes.writeDoubleLE(firstRecord, 16)
  const starts: number[] = []
  let at = frameHeaderBytes
  for (const parts of records) {
    at = bytes.writeUInt32LE(partsLength(parts), at)
    starts.push(at)
    for (const part of parts) {
      bytes.set(part, at)
      at += part.length
    }
  }
  bytes.writeUInt32LE(frameChecksum(bytes, 0, bytes.length), checksumAt)
  return { bytes, starts }
}

const frameChecksum = (bytes: Buffer, start: number, end: number): number =>
  crc32(
    bytes.subarray(start + frameHeaderBytes, end),
    crc32(bytes.subarray(start + markerBytes, start + checksumAt)),
  )

/** The frame that begins at `start`, or `undefined` when none that is whole does. */
export const decodeFrame = (bytes: Buffer, start: number, marker: Buffer): Frame | undefined => {
  const bodyStart = start + frameHeaderBytes
  if (bodyStart > bytes.length || !bytes.subarray(start, start + markerBytes).equals(marker)) return undefined
  const end = bodyStart + bytes.readUInt32LE(start + 8)
  if (end > bytes.length || frameChecksum(bytes, start, end) !== bytes.readUInt32LE(start + checksumAt))
    return undefined
  return {
    firstRecord: bytes.readDoubleLE(start + 16),
    recordCount: bytes.readUInt32LE(start + 12),
    bodyStart,
    end,
  }
}

/** The records of a whole frame: their numbers, where they begin, and their bytes (a view, not a copy). */
export function* frameRecords(bytes: Buffer, frame: Frame) {
  let at = frame.bodyStart
  for (let index = 0; index < frame.recordCount; index += 1) {
    const start = at + recordHeaderBytes
    at = start + bytes.readUInt32LE(at)
    yield { number: frame.firstRecord + index, start, bytes: bytes.subarray(start, at) }
  }
}
