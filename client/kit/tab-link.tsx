import { createLink } from '@tanstack/react-router'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from '#client/ui/class-names.ts'

export interface TabAnchorProps extends ComponentProps<'a'> {
  /** Said by the page, because the tab is part of its search. */
  current: boolean
  count?: number | undefined
  children?: ReactNode
}

function TabAnchor({ current, count, className, children, ...props }: TabAnchorProps) {
  return (
    <a
      {...props}
      aria-current={current ? 'page' : undefined}
      className={cn(
        'flex h-9 items-center gap-1.5 border-b-2 border-transparent whitespace-nowrap text-muted-foreground transition-colors duration-100 hover:text-foreground',
        current && 'border-primary font-medium text-foreground',
        className,
      )}
    >
      {children}
      {count === undefined ? null : (
        <span data-num="" className="text-xs font-normal text-muted-foreground">
          {count.toLocaleString('en')}
        </span>
      )}
    </a>
  )
}

/** A tab that is a page of its own: `<TabLink to="/disputes" search={{ tab: 'open' }} current count={14}>Open</TabLink>` */
export const TabLink = createLink(TabAnchor)

export function TabBar({
  label,
  children,
  className,
}: {
  label: string
  children: ReactNode
  className?: string
}) {
  return (
    <nav
      aria-label={label}
      className={cn(
        'flex items-stretch gap-5 overflow-x-auto px-6 shadow-[inset_0_-1px_0_var(--border)] max-sm:px-4',
        className,
      )}
    >
      {children}
    </nav>
  )
}
