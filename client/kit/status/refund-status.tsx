import Ban from 'lucide-react/icons/ban'
import CircleCheck from 'lucide-react/icons/circle-check'
import CircleX from 'lucide-react/icons/circle-x'
import Clock from 'lucide-react/icons/clock'
import Hourglass from 'lucide-react/icons/hourglass'
import OctagonAlert from 'lucide-react/icons/octagon-alert'
import UserRound from 'lucide-react/icons/user-round'
import type { RefundState } from '#shared/domain/refund.ts'
import { StatusBadge } from './status-badge.tsx'
import { filled, lookOf, plain, type StatusLook } from './status-look.ts'

export const refundLooks: Record<RefundState, StatusLook> = {
  pending: plain('Pending', Clock, 'info'),
  waiting_for_balance: filled('Waiting for balance', Hourglass, 'warning'),
  requires_action: filled('Customer must act', UserRound, 'warning'),
  succeeded: plain('Refunded', CircleCheck, 'success'),
  failed: filled('Failed', CircleX, 'destructive'),
  failed_later: filled('Failed after success', OctagonAlert, 'destructive'),
  canceled: plain('Canceled', Ban),
}

export function RefundStatus({ state }: { state: string }) {
  return <StatusBadge look={lookOf(refundLooks, state)} />
}
