import type { FileSystem } from './file-system.ts'
import { decodeSegmentHeader, segmentHeaderBytes } from './frame.ts'
import { listSegments, segmentPath } from './segment-files.ts'

/** Removes the segments of which every record is older than `keepFrom`. */
export const pruneSegments = async (
  fileSystem: FileSystem,
  directory: string,
  keepFrom: number,
): Promise<void> => {
  const segments = await listSegments(fileSystem, directory)
  for (const [index, segment] of segments.entries()) {
    const next = segments[index + 1]
    if (next === undefined) return
    const head = await fileSystem.read(segmentPath(directory, next), 0, segmentHeaderBytes)
    const header = head && decodeSegmentHeader(head)
    if (!header || header.firstRecord > keepFrom) return
    await fileSystem.remove(segmentPath(directory, segment))
  }
}
