import Ban from 'lucide-react/icons/ban'
import CircleCheck from 'lucide-react/icons/circle-check'
import CircleDashed from 'lucide-react/icons/circle-dashed'
import CircleX from 'lucide-react/icons/circle-x'
import Clock from 'lucide-react/icons/clock'
import Hourglass from 'lucide-react/icons/hourglass'
import Scale from 'lucide-react/icons/scale'
import Siren from 'lucide-react/icons/siren'
import Undo2 from 'lucide-react/icons/undo-2'
import UserRound from 'lucide-react/icons/user-round'
import type { PaymentState } from '#shared/domain/payment.ts'
import { StatusBadge } from './status-badge.tsx'
import { filled, lookOf, plain, type StatusLook } from './status-look.ts'

export const paymentLooks: Record<PaymentState, StatusLook> = {
  paid: plain('Paid', CircleCheck, 'success'),
  partly_refunded: plain('Partly refunded', Undo2),
  refunded: plain('Refunded', Undo2),
  declined: plain('Declined', CircleX, 'destructive'),
  requires_action: filled('Customer must act', UserRound, 'warning'),
  authorized: filled('Authorized, not captured', Hourglass, 'warning'),
  processing: plain('Processing', Clock, 'info'),
  incomplete: plain('Incomplete', CircleDashed),
  canceled: plain('Canceled', Ban),
  disputed: filled('Disputed', Scale, 'destructive'),
  early_fraud_warning: filled('Early fraud warning', Siren, 'warning'),
}

export function PaymentStatus({ state }: { state: string }) {
  return <StatusBadge look={lookOf(paymentLooks, state)} />
}
