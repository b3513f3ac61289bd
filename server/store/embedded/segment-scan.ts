import { decodeFrame, type Frame } from './frame.ts'

/** How a segment ends: at a whole frame, in a write that was never acknowledged, or in damage to what was. */
export type ScanVerdict = 'whole' | 'torn' | 'damaged'

export interface SegmentScan {
  readonly verdict: ScanVerdict
  /** Where the last good frame ends, and where the trouble begins. */
  readonly end: number
  readonly nextRecord: number
}

/**
 * Reads frame after frame from `start` and tells how the segment ends.
 * A broken place is torn only when no whole frame follows it: each frame is synced before the next is written.
 */
export const scanSegment = (
  bytes: Buffer,
  start: number,
  marker: Buffer,
  firstRecord: number,
  visit: (frame: Frame) => void,
): SegmentScan => {
  let end = start
  let nextRecord = firstRecord
  while (end < bytes.length) {
    const frame = decodeFrame(bytes, end, marker)
    if (!frame) return { verdict: holdsFrame(bytes, end + 1, marker) ? 'damaged' : 'torn', end, nextRecord }
    if (frame.firstRecord !== nextRecord) return { verdict: 'damaged', end, nextRecord }
    visit(frame)
    nextRecord += frame.recordCount
    end = frame.end
  }
  return { verdict: 'whole', end, nextRecord }
}

const holdsFrame = (bytes: Buffer, from: number, marker: Buffer): boolean => {
  for (let at = bytes.indexOf(marker, from); at !== -1; at = bytes.indexOf(marker, at + 1)) {
    if (decodeFrame(bytes, at, marker)) return true
  }
  return false
}
