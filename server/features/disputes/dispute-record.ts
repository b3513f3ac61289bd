import { type Collection, sortableTime } from '#server/store/port.ts'
import type { DisputeFacts } from '#server/stripe/dispute-port.ts'
import type { DisputeView } from '#shared/api/disputes.ts'
import { isDecidedDispute, isOpenDispute } from '#shared/domain/dispute.ts'

/** Our copy of one dispute or early fraud warning: what lists and counts need, without the evidence. */
export interface DisputeRecord extends Omit<DisputeFacts, 'evidence' | 'fromPayment' | 'movements'> {
  /** We closed it ourselves, and so lost it by decision. */
  readonly accepted: boolean
  readonly closedAt: number | null
}

/** Ascending: the nearest deadline, then open ones without a deadline, those under review, the decided; each newest first. */
function sortKey({ status, dueBy, createdAt, closedAt }: DisputeRecord): string {
  if (isOpenDispute(status)) return dueBy === null ? `1${newestFirst(createdAt)}` : `0${sortableTime(dueBy)}`
  return closedAt === null ? `2${newestFirst(createdAt)}` : `3${newestFirst(closedAt)}`
}

const newestFirst = (at: number): string => sortableTime(999_999_999_999_999 - at)

export const disputeRecords: Collection<DisputeRecord> = {
  name: 'disputes',
  id: record => record.id,
  sortKey,
  indexes: {
    view: viewsOf,
    charge: record => record.chargeId,
    customer: record => record.customer?.id,
  },
}

/** In which lists it stands. A status that we do not know is not decided, so that it is not lost from sight. */
export function viewsOf({ kind, status }: DisputeRecord): DisputeView[] {
  if (status === 'early_fraud_warning_over') return []
  if (isDecidedDispute(status)) return ['closed']
  if (!isOpenDispute(status)) return ['review']
  return ['open', openViews[kind]]
}

const openViews: Record<DisputeRecord['kind'], DisputeView> = {
  chargeback: 'chargebacks',
  inquiry: 'inquiries',
  early_fraud_warning: 'warnings',
}

/** Stripe's status with our own two words for what it leaves unsaid. */
export function stateOf({ status, accepted, dueBy }: DisputeRecord, now: number): string {
  if (status === 'lost' && accepted) return 'accepted'
  return isOpenDispute(status) && dueBy !== null && dueBy <= now ? 'past_due' : status
}

/** What a new reading makes of the copy; `undefined` when the copy is newer. `decidedAt`: when an event told the end. */
export function recordOf(
  { evidence: _, fromPayment: __, movements, ...facts }: DisputeFacts,
  known: DisputeRecord | undefined,
  decidedAt?: number,
): DisputeRecord | undefined {
  if (known !== undefined && known.asOf > facts.asOf) return undefined
  const closedAt = isDecidedDispute(facts.status)
    ? (decidedAt ?? known?.closedAt ?? guessedEnd(facts, movements))
    : null
  // Only closing it loses a dispute before its deadline without an answer: somebody did so in Stripe's own dashboard.
  const { status, submissionCount, dueBy, asOf } = facts
  const closedThere = status === 'lost' && submissionCount === 0 && isBefore(decidedAt ?? asOf, dueBy)
  return { ...facts, accepted: closedThere || (known?.accepted ?? false), closedAt }
}

const isBefore = (at: number, dueBy: number | null): boolean => dueBy !== null && at < dueBy

/** Stripe does not say when it was decided: the money's return tells a win, and for the rest the deadline is near it. */
function guessedEnd(
  { dueBy, createdAt, asOf }: Omit<DisputeFacts, 'evidence' | 'fromPayment' | 'movements'>,
  movements: DisputeFacts['movements'],
): number {
  const returned = movements.find(({ amount }) => amount > 0)
  return Math.min(returned?.createdAt ?? dueBy ?? createdAt, asOf)
}
