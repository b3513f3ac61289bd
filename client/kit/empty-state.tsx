import type { ReactNode } from 'react'
import type { Icon } from './status/status-look.ts'

export interface EmptyStateProps {
  icon: Icon
  title: string
  /** What will appear here and how, or which filters leave nothing. */
  children?: ReactNode
  actions?: ReactNode
}

export function EmptyState({ icon: Icon, title, children, actions }: EmptyStateProps) {
  return (
    <div
      data-slot="empty-state"
      className="mx-auto flex max-w-88 flex-col items-center px-4 py-18 text-center"
    >
      <Icon aria-hidden className="size-5 text-muted-foreground" />
      <p className="mt-2 text-base font-medium">{title}</p>
      {children ? <div className="mt-0.5 text-muted-foreground">{children}</div> : null}
      {actions ? <div className="mt-3 flex flex-wrap justify-center gap-2">{actions}</div> : null}
    </div>
  )
}
