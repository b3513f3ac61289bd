import Check from 'lucide-react/icons/check'
import Copy from 'lucide-react/icons/copy'
import { useCopy } from '#client/lib/copy-text.ts'
import { cutId } from '#client/lib/cut-id.ts'
import { cn } from '#client/ui/class-names.ts'

/** An id in a row: mono, cut in the middle, whole on hover. */
export function Id({ id, className }: { id: string; className?: string }) {
  return (
    <code title={id} className={cn('font-mono text-xs text-muted-foreground', className)}>
      {cutId(id)}
    </code>
  )
}

/** An id that a click copies whole. */
export function IdChip({ id, className }: { id: string; className?: string }) {
  const { copied, copy } = useCopy()
  const Mark = copied ? Check : Copy
  return (
    <span className={cn('inline-flex items-center gap-2', className)}>
      <button
        type="button"
        title={id}
        aria-label={`Copy ${id}`}
        onClick={() => copy(id)}
        className="relative z-1 inline-flex h-5 items-center gap-1 rounded-sm border border-border-strong/60 bg-muted px-1.5 font-mono text-xs text-muted-foreground transition-colors duration-100 after:absolute after:-inset-y-0.5 after:inset-x-0 hover:text-foreground"
      >
        {cutId(id)}
        <Mark aria-hidden className={cn('size-3', copied && 'text-success')} />
      </button>
      <span role="status" className="text-xs text-muted-foreground">
        {copied ? 'Copied' : ''}
      </span>
    </span>
  )
}
