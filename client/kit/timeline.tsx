import Banknote from 'lucide-react/icons/banknote'
import CircleX from 'lucide-react/icons/circle-x'
import CreditCard from 'lucide-react/icons/credit-card'
import OctagonAlert from 'lucide-react/icons/octagon-alert'
import Paperclip from 'lucide-react/icons/paperclip'
import ReceiptText from 'lucide-react/icons/receipt-text'
import Repeat from 'lucide-react/icons/repeat'
import Scale from 'lucide-react/icons/scale'
import ShieldCheck from 'lucide-react/icons/shield-check'
import Siren from 'lucide-react/icons/siren'
import Stamp from 'lucide-react/icons/stamp'
import Undo2 from 'lucide-react/icons/undo-2'
import UserRound from 'lucide-react/icons/user-round'
import Webhook from 'lucide-react/icons/webhook'
import type { ReactNode } from 'react'
import { useNow } from '#client/lib/now.ts'
import { relativeTime, tableTime } from '#client/lib/times.ts'
import { cn } from '#client/ui/class-names.ts'
import type { TimelineEntry } from '#shared/domain/timeline.ts'
import { initials } from './person.tsx'
import { toneText } from './status/status-badge.tsx'
import type { Icon } from './status/status-look.ts'
import { Explained } from './time.tsx'

const icons: Record<TimelineEntry['icon'], Icon> = {
  payment: Banknote,
  declined: CircleX,
  refund: Undo2,
  refund_failed: OctagonAlert,
  dispute: Scale,
  early_fraud_warning: Siren,
  subscription: Repeat,
  invoice: ReceiptText,
  customer: UserRound,
  payment_method: CreditCard,
  secure: ShieldCheck,
  event: Webhook,
  approval: Stamp,
  evidence: Paperclip,
}

export interface TimelineProps {
  entries: readonly TimelineEntry[]
  /** `relative` in a pane, `date` on a page. */
  times?: 'relative' | 'date'
  /** Replaces the second line, where it holds links or chips. */
  renderDetail?: (entry: TimelineEntry) => ReactNode
  className?: string
}

/** One story: Stripe's events as icons, what people did as their initials, the newest first. */
export function Timeline({ entries, times = 'date', renderDetail, className }: TimelineProps) {
  const now = useNow()
  const timeText = times === 'relative' ? relativeTime : tableTime
  return (
    <ol data-slot="timeline" className={cn('flex flex-col', className)}>
      {entries.map(entry => (
        <li key={entry.id} className="group relative flex gap-2.5 pb-3.5 last:pb-0">
          <span
            aria-hidden
            className="absolute top-6 bottom-0.5 left-[10.5px] w-px bg-border group-last:hidden"
          />
          <Disc entry={entry} />
          <div className="min-w-0 flex-1">
            <p className="flex items-baseline gap-3">
              <span className="min-w-0 flex-1 break-words">{entry.title}</span>
              <Explained
                at={entry.at}
                text={timeText(entry.at, now)}
                className="text-xs text-muted-foreground"
              />
            </p>
            <div className="mt-px text-xs text-muted-foreground">
              {renderDetail ? renderDetail(entry) : <Detail entry={entry} />}
            </div>
          </div>
        </li>
      ))}
    </ol>
  )
}

function Detail({ entry: { by, detail } }: { entry: TimelineEntry }) {
  return (
    <>
      {by ? <bdi>{by.name}</bdi> : null}
      {by && detail ? ' · ' : null}
      {detail ? <span className="break-words">{detail}</span> : null}
    </>
  )
}

function Disc({ entry: { icon, tone, by } }: { entry: TimelineEntry }) {
  const Icon = icons[icon]
  return (
    <span
      aria-hidden
      className="flex size-5.5 shrink-0 items-center justify-center rounded-full border bg-background text-[0.5625rem] font-semibold"
    >
      {by ? (
        initials(by.name)
      ) : (
        <Icon className={cn('size-3 stroke-2', toneText[tone === 'neutral' ? 'muted' : tone])} />
      )}
    </span>
  )
}
