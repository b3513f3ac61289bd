import CircleCheck from 'lucide-react/icons/circle-check'
import CircleSlash from 'lucide-react/icons/circle-slash'
import CircleX from 'lucide-react/icons/circle-x'
import Clock from 'lucide-react/icons/clock'
import Gavel from 'lucide-react/icons/gavel'
import MessageCircleQuestionMark from 'lucide-react/icons/message-circle-question-mark'
import OctagonAlert from 'lucide-react/icons/octagon-alert'
import Scale from 'lucide-react/icons/scale'
import ShieldCheck from 'lucide-react/icons/shield-check'
import Siren from 'lucide-react/icons/siren'
import SquarePen from 'lucide-react/icons/square-pen'
import type { DisputeKind, DisputeState } from '#shared/domain/dispute.ts'
import { StatusBadge } from './status-badge.tsx'
import { filled, lookOf, plain, type StatusLook } from './status-look.ts'

export const disputeLooks: Record<DisputeState, StatusLook> = {
  needs_response: filled('Needs response', Scale, 'destructive'),
  under_review: plain('Under review', Clock, 'info'),
  won: plain('Won', CircleCheck, 'success'),
  lost: plain('Lost', CircleX),
  accepted: plain('Accepted', CircleSlash),
  prevented: plain('Prevented', ShieldCheck, 'success'),
  past_due: filled('Past due', OctagonAlert, 'destructive'),
  warning_needs_response: filled('Inquiry: needs response', MessageCircleQuestionMark, 'warning'),
  warning_under_review: plain('Inquiry: under review', MessageCircleQuestionMark, 'info'),
  warning_closed: plain('Inquiry closed', MessageCircleQuestionMark),
  appeal_needs_response: filled('Appeal: needs response', Gavel, 'destructive'),
  appeal_under_review: plain('Appeal: under review', Gavel, 'info'),
  early_fraud_warning: filled('Early fraud warning', Siren, 'warning'),
  early_fraud_warning_over: plain('Refunded or disputed', CircleSlash),
}

export function DisputeStatus({ state }: { state: string }) {
  return <StatusBadge look={lookOf(disputeLooks, state)} />
}

const draftLook = filled('Draft, not sent', SquarePen, 'warning')

/** Evidence that is written here and not yet submitted. */
export function DraftStatus() {
  return <StatusBadge look={draftLook} />
}

const kindLooks: Record<DisputeKind, StatusLook> = {
  chargeback: plain('Chargeback', Scale),
  inquiry: plain('Inquiry', MessageCircleQuestionMark, 'info'),
  early_fraud_warning: plain('Early fraud warning', Siren, 'warning'),
}

export function DisputeKindMark({ kind }: { kind: DisputeKind }) {
  return <StatusBadge look={kindLooks[kind]} />
}
