export const auditOutcomes = ['done', 'denied', 'failed'] as const
export type AuditOutcome = (typeof auditOutcomes)[number]

/** One filter at a time: the log is kept in three orders, by outcome, by subject and by person. */
export interface AuditSearch {
  outcome?: AuditOutcome
  /** An id that the entry is about. */
  subject?: string
  /** A person's id. */
  actor?: string
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 255) : undefined

/** A bad link degrades to what of it is good. What is not good is named as absent, or the router keeps it as it came. */
export function readAuditSearch(search: Record<string, unknown>): AuditSearch {
  const outcome = auditOutcomes.find(one => one === search.outcome)
  const subject = text(search.subject)
  const actor = text(search.actor)
  const none = { subject: undefined, actor: undefined, outcome: undefined }
  if (subject) return { ...none, subject }
  return actor ? { ...none, actor } : { ...none, outcome }
}
