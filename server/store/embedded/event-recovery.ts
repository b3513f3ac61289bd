import { crc32 } from 'node:zlib'
import { decodeEventRecord } from './event-facts.ts'
import type { EventIndex } from './event-index.ts'
import type { StoredRecord } from './log-recovery.ts'

/** Brings one record of the event log back into the index. */
export const replayEventRecord = (index: EventIndex, { segment, offset, bytes }: StoredRecord): void => {
  const record = decodeEventRecord(bytes)
  if (record.kind === 'delivery') {
    index.addDelivery(record.sequence - 1, record.delivery)
    return
  }
  const payload = bytes.subarray(record.payloadStart)
  index.add(record.facts, {
    segment,
    offset: offset + record.payloadStart,
    size: payload.length,
    checksum: crc32(payload),
  })
}
