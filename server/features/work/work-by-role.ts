import type { WorkKind } from '#shared/api/work.ts'
import type { Role } from '#shared/domain/permissions.ts'

/** Whose work it is. Everybody else may look at it, and is not asked to. */
const whose: Record<WorkKind, readonly Role[]> = {
  disputes_due: ['support', 'finance', 'viewer', 'admin'],
  disputes_past_due: ['finance', 'viewer', 'admin'],
  refunds_to_approve: ['finance', 'viewer', 'admin'],
  refunds_failed_later: ['support', 'finance', 'viewer', 'admin'],
  operations_to_decide: ['finance', 'engineer', 'viewer', 'admin'],
  operations_unknown: ['support', 'finance', 'engineer', 'viewer', 'admin'],
  early_fraud_warnings: ['support', 'finance', 'viewer', 'admin'],
  events_dead: ['engineer', 'admin', 'viewer'],
  events_unprocessed: ['engineer', 'finance', 'viewer', 'admin'],
  payments_failed: ['support', 'viewer', 'admin'],
  subscriptions_past_due: ['support', 'finance', 'viewer', 'admin'],
}

export const isWorkOf = (role: Role, kind: WorkKind): boolean => whose[kind].includes(role)
