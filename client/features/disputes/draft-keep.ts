import type { DraftValues } from './draft-values.ts'

const keyOf = (disputeId: string): string => `draft ${disputeId}`

interface KeptDraft {
  values: DraftValues
  /** Of the saved draft that it was made from. */
  version: number
}

/** In this tab alone, until it is saved: it outlives a reload and a sign-in, and ends with the tab. */
export function keepDraft(disputeId: string, values: DraftValues, version: number): void {
  try {
    sessionStorage.setItem(keyOf(disputeId), JSON.stringify({ values, version }))
  } catch {
    // A full storage loses only this second copy; the save is on its way.
  }
}

export const clearKeptDraft = (disputeId: string): void => sessionStorage.removeItem(keyOf(disputeId))

export function keptDraft(disputeId: string): KeptDraft | undefined {
  const kept = sessionStorage.getItem(keyOf(disputeId))
  // Written by `keepDraft` alone.
  return kept === null ? undefined : (JSON.parse(kept) as KeptDraft)
}
