import { Problem } from '#server/problem.ts'
import type { EvidenceIssue } from '#shared/domain/evidence.ts'

/** Every issue named by its field; an issue of the whole has an empty path. */
export const evidenceInvalid = (issues: readonly EvidenceIssue[]): Problem =>
  new Problem('evidence_invalid', issues[0]?.message ?? 'Stripe would refuse this evidence.', {
    issues: issues.map(({ field, message }) => ({ path: field, message })),
  })
