import { type Collection, sortableTime } from '#server/store/port.ts'
import type { DisputeDraft, DisputeSummary } from '#shared/domain/dispute.ts'
import { evidenceFields, evidenceToSend } from '#shared/domain/evidence.ts'

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

/**
 * How far the draft is, for a row; null when none was saved. Only what argues counts as written: names, addresses and
 * what was bought are filled in from the payment.
 */
export function progressOf(draft: DraftRecord | undefined, reason: string): DisputeSummary['draft'] {
  if (draft === undefined || draft.savedAt === null) return null
  const { fields, files } = evidenceToSend(reason, draft)
  const written = Object.entries(fields).filter(([name, text]) => isArgument(name) && text.trim() !== '')
  return { fields: written.length, files: Object.keys(files).length, savedAt: draft.savedAt }
}

const isArgument = (name: string): boolean =>
  evidenceFields.get(name)?.kind === 'long' && name !== 'product_description'
