import type { ReactNode } from 'react'
import { cn } from '#client/ui/class-names.ts'

export interface SectionHeadProps {
  title: ReactNode
  /** A number or "6 of 31". */
  count?: ReactNode
  /** At the right: a link or a small control. */
  children?: ReactNode
  id?: string
  className?: string
}

/** 36 px over a table or a timeline. */
export function SectionHead({ title, count, children, id, className }: SectionHeadProps) {
  return (
    <div data-slot="section-head" className={cn('flex h-9 items-center gap-2 px-6 max-sm:px-4', className)}>
      <h2 id={id} className="text-sm font-semibold">
        {title}
      </h2>
      {count === undefined ? null : (
        <span data-num="" className="text-xs text-muted-foreground">
          {count}
        </span>
      )}
      {children ? <div className="ml-auto flex items-center gap-3">{children}</div> : null}
    </div>
  )
}
