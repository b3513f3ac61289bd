import type { ReactNode } from 'react'
import { cn } from '#client/ui/class-names.ts'

export interface Figure {
  label: string
  value: ReactNode
  /** The one that the others lead to. */
  strong?: boolean
}

/** The arithmetic in cells side by side: Charged, Refunded, Pending, Refundable. */
export function Figures({ figures }: { figures: readonly Figure[] }) {
  return (
    <dl className="grid auto-cols-fr grid-flow-col divide-x rounded-md border max-sm:grid-flow-row max-sm:grid-cols-2 max-sm:divide-x-0">
      {figures.map(({ label, value, strong }) => (
        <div key={label} className="px-3 py-2">
          <dt className="text-xs text-muted-foreground">{label}</dt>
          <dd className={cn('text-sm', strong && 'font-semibold')}>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
