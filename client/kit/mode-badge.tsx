import { cn } from '#client/ui/class-names.ts'
import type { Mode } from '#shared/api/session.ts'

const looks: Record<Mode, { word: string; className: string }> = {
  sandbox: { word: 'Sandbox', className: 'bg-sandbox text-sandbox-foreground' },
  test: { word: 'Test', className: 'bg-test text-test-foreground' },
  live: { word: 'Live', className: 'bg-live text-live-foreground' },
}

/** In the top bar, and in the title of each dialog that moves money. */
export function ModeBadge({ mode, className }: { mode: Mode; className?: string }) {
  const { word, className: look } = looks[mode]
  return (
    <span
      data-slot="mode-badge"
      className={cn(
        'inline-flex h-5 shrink-0 items-center rounded-sm px-1.5 text-2xs font-semibold tracking-[0.04em] uppercase',
        look,
        className,
      )}
    >
      {word}
    </span>
  )
}
