import { Tabs as BaseTabs } from '@base-ui/react/tabs'
import { cn } from './class-names.ts'

export const Tabs = BaseTabs.Root

type Styled<Props> = Omit<Props, 'className'> & { className?: string }

export function TabsList({ className, ...props }: Styled<BaseTabs.List.Props>) {
  return (
    <BaseTabs.List
      data-slot="tabs-list"
      className={cn('flex items-stretch gap-5 shadow-[inset_0_-1px_0_var(--border)]', className)}
      {...props}
    />
  )
}

/** Tabs of a panel on the page. Tabs that are pages of their own are links: `#client/kit/tab-link.tsx`. */
export function TabsTab({ className, ...props }: Styled<BaseTabs.Tab.Props>) {
  return (
    <BaseTabs.Tab
      data-slot="tabs-tab"
      className={cn(
        'flex h-9 items-center gap-1.5 border-b-2 border-transparent text-muted-foreground transition-colors duration-100 hover:text-foreground data-active:border-primary data-active:font-medium data-active:text-foreground',
        className,
      )}
      {...props}
    />
  )
}
