import type { ReactNode } from 'react'
import { cn } from '#client/ui/class-names.ts'

export interface Fact {
  label: string
  /** Absent: the whole fact is left out. */
  value: ReactNode
}

const isEmpty = (value: ReactNode): boolean =>
  value === null || value === undefined || value === '' || value === false

export interface FactGridProps {
  facts: readonly Fact[]
  /** `columns`: four of them. `line`: side by side, as wide as they are. `rows`: label left, value right, in a pane. */
  layout?: 'columns' | 'line' | 'rows'
  className?: string
}

const layouts = {
  columns:
    'grid grid-cols-4 gap-x-6 gap-y-2 max-lg:grid-cols-2 max-sm:grid-cols-1 max-sm:gap-y-0 max-sm:divide-y',
  line: 'flex flex-wrap gap-x-10 gap-y-2',
  rows: 'grid grid-cols-[6.75rem_1fr] gap-y-2',
}

/** On a phone the columns become rows under each other, the value at the right. */
const places = {
  columns:
    'min-w-0 max-sm:flex max-sm:items-baseline max-sm:justify-between max-sm:gap-6 max-sm:py-2 max-sm:[&>dd]:text-right max-sm:[&>dt]:shrink-0',
  line: 'min-w-0',
  rows: 'contents',
}

/** Facts, the empty ones left out. */
export function FactGrid({ facts, layout = 'columns', className }: FactGridProps) {
  return (
    <dl data-slot="fact-grid" className={cn(layouts[layout], className)}>
      {facts
        .filter(fact => !isEmpty(fact.value))
        .map(({ label, value }) => (
          <div key={label} className={places[layout]}>
            <dt className="text-xs/5 text-muted-foreground">{label}</dt>
            <dd className="min-w-0 break-words">{value}</dd>
          </div>
        ))}
    </dl>
  )
}
