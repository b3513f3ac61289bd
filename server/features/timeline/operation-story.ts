import { formatMoney } from '#shared/domain/money.ts'
import type { Operation, OperationState } from '#shared/domain/operation.ts'
import type { TimelineEntry } from '#shared/domain/timeline.ts'
import type { Told } from './story.ts'

/** What stands behind the operation's title in each state. */
const endings: Record<OperationState, string> = {
  requested: 'recorded',
  awaiting_approval: 'waits for approval',
  approved: 'approved',
  sending: 'being sent',
  pending: 'taken by Stripe',
  succeeded: '',
  failed: 'refused by Stripe',
  unknown: 'outcome unknown, being checked',
  needs_review: 'needs a decision',
  refused: 'not sent',
  reversed: 'undone later',
  rejected: 'rejected',
  expired: 'approval expired',
  withdrawn: 'withdrawn',
}

const tones: Record<OperationState, TimelineEntry['tone']> = {
  requested: 'info',
  awaiting_approval: 'warning',
  approved: 'info',
  sending: 'info',
  pending: 'info',
  succeeded: 'success',
  failed: 'destructive',
  unknown: 'warning',
  needs_review: 'destructive',
  refused: 'neutral',
  reversed: 'destructive',
  rejected: 'neutral',
  expired: 'neutral',
  withdrawn: 'neutral',
}

const icons: Record<Operation['kind'], TimelineEntry['icon']> = {
  refund: 'refund',
  'dispute.submit': 'evidence',
  'dispute.accept': 'dispute',
}

/** What a person here did, and where it stands. */
export function toldByOperation(operation: Operation): Told {
  const { id, kind, state, requestedAt, requestedBy, resultId, confirmedByEventId } = operation
  const topics = [
    `operation:${id}`,
    ...(kind === 'refund' && resultId ? [`refund:${resultId}`] : []),
    ...(confirmedByEventId ? [`event:${confirmedByEventId}`] : []),
  ]
  return {
    topics,
    entry: {
      id: `operation:${id}`,
      at: requestedAt,
      icon: icons[kind],
      tone: tones[state],
      title: titleOf(operation),
      by: requestedBy,
      detail: operation.ticket,
      eventId: confirmedByEventId,
      objectId: resultId,
      operationId: id,
    },
  }
}

function titleOf({ kind, state, money, title, ourReason, reason }: Operation): string {
  const why = (ourReason ?? reason)?.replaceAll('_', ' ')
  if (kind === 'refund' && money && state === 'succeeded')
    return why ? `Refunded ${formatMoney(money)}, ${why}` : `Refunded ${formatMoney(money)}`
  return endings[state] ? `${title}: ${endings[state]}` : title
}
