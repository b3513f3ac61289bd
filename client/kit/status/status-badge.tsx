import { Badge } from '#client/ui/badge.tsx'
import { cn } from '#client/ui/class-names.ts'
import type { StatusLook, Tone } from './status-look.ts'

export const toneText: Record<Tone, string> = {
  success: 'text-success',
  warning: 'text-warning',
  destructive: 'text-destructive',
  info: 'text-info',
  muted: 'text-muted-foreground',
}

/** `word` replaces the look's own where it carries a date, as in "Cancels 3 Jan". */
export function StatusBadge({ look, word = look.word }: { look: StatusLook; word?: string }) {
  const { icon: Icon, tone } = look
  if (look.filled && tone !== 'muted') {
    return (
      <Badge tone={tone}>
        <Icon aria-hidden />
        {word}
      </Badge>
    )
  }
  return (
    <span data-slot="status" className="inline-flex items-center gap-1.5 align-top whitespace-nowrap">
      <Icon aria-hidden className={cn('size-3.5', toneText[tone])} />
      {word}
    </span>
  )
}
