import type { Context } from '#server/context.ts'
import { type Work, workKinds } from '#shared/api/work.ts'
import { maskEmail } from '#shared/domain/customer.ts'
import type { DisputeSummary } from '#shared/domain/dispute.ts'
import { may, type Role } from '#shared/domain/permissions.ts'
import { disputeRows } from './dispute-work.ts'
import { eventRows } from './event-work.ts'
import { operationRows } from './operation-work.ts'
import { raisedRows } from './raised-work.ts'
import { isWorkOf } from './work-by-role.ts'
import type { WorkDeps } from './work-deps.ts'

/** What waits for this role, by default the reader's own; a kind with nothing waiting is left out. */
export async function getWork(deps: WorkDeps, { user }: Context, asRole: Role = user.role): Promise<Work> {
  const { store, clock } = deps
  const now = clock.now()
  const [figures, operations, events, raised, states] = await Promise.all([
    deps.disputes.summary(),
    operationRows(deps, user.id),
    eventRows(store, now),
    raisedRows(store),
    deps.operations.counts(),
  ])
  const rows = [...disputeRows(figures), ...operations, ...events, ...raised]
    .filter(({ kind, count }) => count > 0 && isWorkOf(asRole, kind))
    .sort((one, other) => workKinds.indexOf(one.kind) - workKinds.indexOf(other.kind))
  const eventsWaiting = events.reduce((sum, { count }) => sum + count, 0)
  return {
    rows,
    deadlines: figures.deadlines.map(dispute => masked(dispute, may(user.role, 'pii:read'))),
    openDisputes: figures.open - figures.warnings.length,
    counts: { disputes: figures.open, approvals: states.awaiting_approval, events: eventsWaiting },
    asOf: now,
  }
}

function masked(dispute: DisputeSummary, clear: boolean): DisputeSummary {
  const { customer } = dispute
  if (clear || customer?.email == null) return dispute
  return { ...dispute, customer: { ...customer, email: maskEmail(customer.email) } }
}
