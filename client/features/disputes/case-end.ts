import { type DisputeCase, isOpenDispute } from '#shared/domain/dispute.ts'
import type { Operation, OperationState } from '#shared/domain/operation.ts'

const withoutEffect = new Set<OperationState>(['failed', 'refused', 'rejected', 'expired', 'withdrawn'])

/** It came to nothing: the dispute is as it was. */
export const endedWithoutEffect = ({ state }: Operation): boolean => withoutEffect.has(state)

/** Whether evidence can be written: the bank waits, nothing was sent, and no operation is ending the case. */
export const canBeAnswered = (open: DisputeCase, last: Operation | undefined): boolean =>
  open.kind !== 'early_fraud_warning' &&
  isOpenDispute(open.state) &&
  !open.state.startsWith('appeal_') &&
  open.submissionCount === 0 &&
  open.dueBy !== null &&
  (last === undefined || endedWithoutEffect(last))

/** By the desk's word or by this clock, whichever says so first: sending then needs its own confirmation. */
export const isPastDue = ({ state, dueBy }: DisputeCase, now: number): boolean =>
  state === 'past_due' || (dueBy !== null && dueBy <= now)
