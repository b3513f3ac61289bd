import type { ReactNode } from 'react'

export interface ListPageProps {
  title: string
  /** One line of facts beside the title. */
  facts?: ReactNode
  tabs?: ReactNode
  /** Filters at the left, the zone at the right. */
  filters?: ReactNode
  children: ReactNode
}

/** Title, tabs, filter bar, and the list from edge to edge. */
export function ListPage({ title, facts, tabs, filters, children }: ListPageProps) {
  return (
    <>
      <header className="flex min-h-13 flex-wrap items-baseline gap-x-3 px-6 pt-4 pb-2 max-sm:px-4">
        <h1 className="text-xl font-semibold tracking-[-0.01em]">{title}</h1>
        {facts ? <p className="text-muted-foreground">{facts}</p> : null}
      </header>
      {tabs}
      <div className="flex min-h-11 flex-wrap items-center gap-2 border-b px-6 py-2 text-xs text-muted-foreground max-sm:px-4">
        {filters}
      </div>
      {children}
    </>
  )
}
