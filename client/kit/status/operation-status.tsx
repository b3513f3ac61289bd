import CircleCheck from 'lucide-react/icons/circle-check'
import CircleMinus from 'lucide-react/icons/circle-minus'
import CircleQuestionMark from 'lucide-react/icons/circle-question-mark'
import CircleX from 'lucide-react/icons/circle-x'
import Clock from 'lucide-react/icons/clock'
import OctagonAlert from 'lucide-react/icons/octagon-alert'
import Send from 'lucide-react/icons/send'
import Stamp from 'lucide-react/icons/stamp'
import Timer from 'lucide-react/icons/timer'
import Undo2 from 'lucide-react/icons/undo-2'
import type { OperationState } from '#shared/domain/operation.ts'
import { StatusBadge } from './status-badge.tsx'
import { filled, lookOf, plain, type StatusLook } from './status-look.ts'

export const operationLooks: Record<OperationState, StatusLook> = {
  requested: plain('Requested', Clock, 'info'),
  awaiting_approval: filled('Needs approval', Stamp, 'warning'),
  approved: plain('Approved', Stamp, 'info'),
  sending: plain('Sending', Send, 'info'),
  pending: plain('Pending at Stripe', Clock, 'info'),
  unknown: filled('Outcome unknown, checking', CircleQuestionMark, 'warning'),
  needs_review: filled('Needs a decision', OctagonAlert, 'destructive'),
  succeeded: plain('Done', CircleCheck, 'success'),
  failed: filled('Refused by Stripe', CircleX, 'destructive'),
  refused: plain('Not sent', CircleMinus),
  reversed: filled('Undone later', OctagonAlert, 'destructive'),
  rejected: plain('Rejected', CircleX),
  expired: plain('Approval expired', Timer),
  withdrawn: plain('Withdrawn', Undo2),
}

export function OperationStatus({ state }: { state: string }) {
  return <StatusBadge look={lookOf(operationLooks, state)} />
}
