import type { ReactNode } from 'react'

export interface DetailHeadProps {
  breadcrumb: ReactNode
  /** The headline: an amount or a name. */
  title: ReactNode
  /** Beside it: status and one clause. */
  aside?: ReactNode
  actions?: ReactNode
  /** Facts under a hairline. */
  children?: ReactNode
}

/** Breadcrumb, headline with its actions, facts: the head of every detail page. */
export function DetailHead({ breadcrumb, title, aside, actions, children }: DetailHeadProps) {
  return (
    <header className="px-6 pt-2.5 max-sm:px-4">
      {breadcrumb}
      <div className="flex min-h-10 items-center gap-3 pt-1 pb-2.5">
        <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-0.5">
          {title}
          {aside}
        </div>
        {actions ? <div className="flex shrink-0 items-center gap-2 max-sm:hidden">{actions}</div> : null}
      </div>
      {children ? <div className="border-t py-2.5">{children}</div> : null}
    </header>
  )
}
