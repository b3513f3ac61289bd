import CircleCheck from 'lucide-react/icons/circle-check'
import Info from 'lucide-react/icons/info'
import TriangleAlert from 'lucide-react/icons/triangle-alert'
import X from 'lucide-react/icons/x'
import { closeToast, pauseToast, resumeToast, type Toast, useToasts } from '#client/lib/toasts.ts'
import { Button } from '#client/ui/button.tsx'
import { cn } from '#client/ui/class-names.ts'
import { toneText } from './status/status-badge.tsx'
import type { Icon } from './status/status-look.ts'

const icons: Record<Toast['tone'], Icon> = { success: CircleCheck, info: Info, warning: TriangleAlert }

/** The region stands there from the first paint, so that a screen reader hears what comes into it. */
export function Toaster() {
  const toasts = useToasts()
  return (
    <ul
      aria-label="Messages"
      aria-live="polite"
      className="pointer-events-none fixed right-4 bottom-4 z-50 flex w-72 max-w-[calc(100vw-2rem)] flex-col gap-2"
    >
      {toasts.map(toast => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </ul>
  )
}

export function ToastCard({ toast: { id, title, detail, tone, action } }: { toast: Toast }) {
  const Icon = icons[tone]
  return (
    // While it is pointed at or holds the focus, it does not go away.
    <li
      onPointerEnter={() => pauseToast(id)}
      onPointerLeave={() => resumeToast(id)}
      onFocus={() => pauseToast(id)}
      onBlur={() => resumeToast(id)}
      className="pointer-events-auto flex items-start gap-2.5 rounded-md bg-popover px-3.5 py-3 shadow-overlay transition-[opacity,translate] duration-120 starting:translate-y-1 starting:opacity-0"
    >
      <Icon aria-hidden className={cn('mt-0.5 size-4', toneText[tone === 'info' ? 'muted' : tone])} />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{title}</p>
        {detail ? <p className="text-muted-foreground">{detail}</p> : null}
      </div>
      {action ? (
        <Button variant="link" onClick={action.run}>
          {action.label}
        </Button>
      ) : null}
      <button
        type="button"
        aria-label="Dismiss"
        onClick={() => closeToast(id)}
        className="-mt-0.5 -mr-1.5 flex size-6 items-center justify-center rounded-sm text-muted-foreground hover:text-foreground"
      >
        <X aria-hidden className="size-3.5" />
      </button>
    </li>
  )
}
