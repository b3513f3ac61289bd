import Clock from 'lucide-react/icons/clock'
import Minus from 'lucide-react/icons/minus'
import OctagonAlert from 'lucide-react/icons/octagon-alert'
import Timer from 'lucide-react/icons/timer'
import { useNow } from '#client/lib/now.ts'
import { duration } from '#client/lib/times.ts'
import { cn } from '#client/ui/class-names.ts'
import { type Urgency, urgencyOf } from '#shared/domain/dispute-urgency.ts'
import { StatusBadge } from './status/status-badge.tsx'
import { filled, type Icon } from './status/status-look.ts'

const pastDue = filled('Past due', OctagonAlert, 'destructive')

const looks: Record<
  Exclude<Urgency, 'past_due'>,
  { icon: Icon; className: string; iconClassName?: string }
> = {
  none: { icon: Minus, className: 'text-muted-foreground' },
  under_3_days: { icon: Timer, className: 'text-destructive font-medium' },
  under_7_days: { icon: Clock, className: 'text-warning font-medium' },
  later: { icon: Clock, className: '', iconClassName: 'text-muted-foreground' },
}

/** The countdown: red under 3 days, amber under 7, filled once past. The date stands beside it. */
export function DeadlineBadge({ dueBy }: { dueBy: number | null }) {
  const now = useNow()
  const urgency = urgencyOf(dueBy, now)
  if (urgency === 'past_due') return <StatusBadge look={pastDue} />
  const { icon: Icon, className, iconClassName } = looks[urgency]
  return (
    <span
      data-num=""
      className={cn('inline-flex items-center gap-1.5 align-top whitespace-nowrap', className)}
    >
      <Icon aria-hidden className={cn('size-3.5', iconClassName)} />
      {dueBy === null ? 'No deadline' : `in ${duration(dueBy - now)}`}
    </span>
  )
}
