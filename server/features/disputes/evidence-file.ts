import { type Collection, sortableTime } from '#server/store/port.ts'
import type { Person } from '#shared/domain/person.ts'

/** A file that Stripe holds for a dispute's evidence, remembered before it is attached: Stripe cannot list or delete it. */
export interface EvidenceFile {
  readonly fileId: string
  readonly disputeId: string
  readonly name: string
  readonly size: number
  readonly type: 'application/pdf' | 'image/png' | 'image/jpeg'
  /** Of the name and the bytes, so that the same file is not uploaded twice. */
  readonly sha256: string
  readonly uploadedAt: number
  readonly uploadedBy: Person
}

export const evidenceFiles: Collection<EvidenceFile> = {
  name: 'evidence-files',
  id: file => file.fileId,
  sortKey: file => sortableTime(file.uploadedAt),
  indexes: { dispute: file => file.disputeId, content: file => `${file.disputeId} ${file.sha256}` },
}
