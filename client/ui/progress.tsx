import { cn } from './class-names.ts'

export interface ProgressProps {
  /** Between 0 and 1; more counts as full. */
  share: number
  label: string
  over?: boolean
  className?: string
}

/** A budget or a run: a line of 4 px. */
export function Progress({ share, label, over = false, className }: ProgressProps) {
  const percent = Math.round(Math.min(1, Math.max(0, share)) * 100)
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
      data-slot="progress"
      className={cn('h-1 overflow-hidden rounded-full bg-sandbox', className)}
    >
      <div
        className={cn('h-full bg-primary', share > 0 && 'min-w-0.5', over && 'bg-destructive-solid')}
        style={{ width: `${percent}%` }}
      />
    </div>
  )
}
