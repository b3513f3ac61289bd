import { useNow } from '#client/lib/now.ts'
import { absoluteTime, relativeTime, tableTime, utcTime } from '#client/lib/times.ts'
import { cn } from '#client/ui/class-names.ts'
import { Tooltip } from '#client/ui/tooltip.tsx'

export interface TimeProps {
  /** Milliseconds since the epoch. */
  at: number
  className?: string
}

/** `2 h ago`; the date, the zone and UTC on hover and focus. */
export function RelativeTime({ at, className }: TimeProps) {
  const now = useNow()
  return <Explained at={at} text={relativeTime(at, now)} className={cn('dotted-underline', className)} />
}

/** In tables: `Today, 09:12`, `18 Nov, 16:40`. */
export function TableTime({ at, className }: TimeProps) {
  const now = useNow()
  return <Explained at={at} text={tableTime(at, now)} className={className} />
}

/** Any text of a moment, with the exact one on hover. */
export function Explained({ at, text, className }: TimeProps & { text: string }) {
  return (
    <Tooltip
      content={
        <>
          <span className="block tabular-nums">{absoluteTime(at)}</span>
          <span className="block text-muted-foreground tabular-nums">{utcTime(at)}</span>
        </>
      }
    >
      <time dateTime={new Date(at).toISOString()} className={cn('relative z-1 whitespace-nowrap', className)}>
        {text}
      </time>
    </Tooltip>
  )
}
