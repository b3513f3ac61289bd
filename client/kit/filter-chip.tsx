import X from 'lucide-react/icons/x'
import type { ReactNode } from 'react'

export interface FilterChipProps {
  name: string
  value: ReactNode
  onRemove?: () => void
}

/** A filter that holds: "Status Disputed ×". */
export function FilterChip({ name, value, onRemove }: FilterChipProps) {
  return (
    <span className="inline-flex h-7 items-center gap-1 rounded-md border border-border-strong bg-secondary pr-0.5 pl-2 text-xs whitespace-nowrap">
      <span className="text-muted-foreground">{name}</span>
      <span className="font-medium">{value}</span>
      {onRemove ? (
        <button
          type="button"
          aria-label={`Remove filter ${name}`}
          onClick={onRemove}
          className="-ml-0.5 flex size-6 items-center justify-center rounded-sm text-muted-foreground hover:text-foreground"
        >
          <X aria-hidden className="size-3" />
        </button>
      ) : (
        <span className="w-1" />
      )}
    </span>
  )
}
