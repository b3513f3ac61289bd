import CircleAlert from 'lucide-react/icons/circle-alert'
import CircleCheck from 'lucide-react/icons/circle-check'
import Info from 'lucide-react/icons/info'
import TriangleAlert from 'lucide-react/icons/triangle-alert'
import type { ReactNode } from 'react'
import { cn } from '#client/ui/class-names.ts'
import { toneText } from './status/status-badge.tsx'
import type { Icon } from './status/status-look.ts'

type NoticeTone = 'info' | 'warning' | 'destructive' | 'success'

const looks: Record<NoticeTone, { fill: string; icon: Icon }> = {
  info: { fill: 'bg-info-subtle', icon: Info },
  warning: { fill: 'bg-warning-subtle', icon: TriangleAlert },
  destructive: { fill: 'bg-destructive-subtle', icon: CircleAlert },
  success: { fill: 'bg-success-subtle', icon: CircleCheck },
}

export interface NoticeProps {
  tone: NoticeTone
  /** The cause, in one short sentence. */
  title: ReactNode
  /** What to do, or what was not done, in one more. */
  children?: ReactNode
  icon?: Icon
  /** Buttons under the text. */
  actions?: ReactNode
  /** Edge to edge above a table, its action at the right. */
  strip?: boolean
  className?: string
}

/** An error or a warning is heard at once, the rest when the reader pauses. */
export function Notice({ tone, title, children, icon, actions, strip = false, className }: NoticeProps) {
  const Icon = icon ?? looks[tone].icon
  return (
    <div
      role={tone === 'destructive' ? 'alert' : 'status'}
      data-slot="notice"
      className={cn(
        'flex items-start gap-2.5 px-3 py-2.5',
        strip ? 'border-b px-6 py-2 max-sm:px-4' : 'rounded-md',
        looks[tone].fill,
        className,
      )}
    >
      <Icon aria-hidden className={cn('mt-0.5 size-4', toneText[tone])} />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{title}</p>
        {children ? <div className="mt-0.5">{children}</div> : null}
        {actions && !strip ? <div className="mt-2 flex flex-wrap gap-2">{actions}</div> : null}
      </div>
      {actions && strip ? <div className="flex shrink-0 gap-2">{actions}</div> : null}
    </div>
  )
}
