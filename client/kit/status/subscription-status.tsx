import Ban from 'lucide-react/icons/ban'
import CalendarClock from 'lucide-react/icons/calendar-clock'
import CircleAlert from 'lucide-react/icons/circle-alert'
import CircleCheck from 'lucide-react/icons/circle-check'
import CircleDashed from 'lucide-react/icons/circle-dashed'
import CirclePause from 'lucide-react/icons/circle-pause'
import CircleX from 'lucide-react/icons/circle-x'
import Hourglass from 'lucide-react/icons/hourglass'
import { useNow } from '#client/lib/now.ts'
import { shortDate } from '#client/lib/times.ts'
import type { SubscriptionState } from '#shared/domain/subscription.ts'
import { StatusBadge } from './status-badge.tsx'
import { filled, lookOf, plain, type StatusLook } from './status-look.ts'

export const subscriptionLooks: Record<SubscriptionState, StatusLook> = {
  trialing: plain('Trial', Hourglass, 'info'),
  active: plain('Active', CircleCheck, 'success'),
  canceling: plain('Cancels', CalendarClock),
  past_due: filled('Past due', CircleAlert, 'destructive'),
  unpaid: filled('Unpaid', CircleX, 'destructive'),
  incomplete: filled('First payment incomplete', CircleDashed, 'warning'),
  incomplete_expired: plain('Never started', Ban),
  paused: plain('Paused', CirclePause),
  collection_paused: plain('Collection paused', CirclePause),
  canceled: plain('Canceled', Ban),
}

/** `cancelAt` in milliseconds: "Cancels 3 Jan". */
export function SubscriptionStatus({ state, cancelAt }: { state: string; cancelAt?: number | null }) {
  const now = useNow()
  const look = lookOf(subscriptionLooks, state)
  const word = state === 'canceling' && cancelAt ? `Cancels ${shortDate(cancelAt, now)}` : look.word
  return <StatusBadge look={look} word={word} />
}
