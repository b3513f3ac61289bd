import { type Collection, sortableTime } from '#server/store/port.ts'
import type { DisputeDraft, DisputeSummary } from '#shared/domain/dispute.ts'
import { evidenceToSend } from '#shared/domain/evidence.ts'

export interface DraftRecord extends DisputeDraft {
  readonly disputeId: string
}

export const draftRecords: Collection<DraftRecord> = {
  name: 'dispute-drafts',
  id: draft => draft.disputeId,
  sortKey: draft => sortableTime(draft.savedAt ?? 0),
  indexes: {},
}

/** What stands before anything was saved. */
export const emptyDraft: DisputeDraft = {
  version: 0,
  productType: 'physical',
  fields: {},
  files: {},
  savedAt: null,
  savedBy: null,
}

/** How far the draft is, for a row; null when nothing is written and nothing attached. */
export function progressOf(draft: DraftRecord | undefined, reason: string): DisputeSummary['draft'] {
  if (draft === undefined || draft.savedAt === null) return null
  const { fields, files } = evidenceToSend(reason, draft)
  const progress = {
    fields: Object.values(fields).filter(text => text.trim() !== '').length,
    files: Object.keys(files).length,
    savedAt: draft.savedAt,
  }
  return progress.fields + progress.files === 0 ? null : progress
}
