import { Command } from 'cmdk'
import type { ReactNode } from 'react'
import type { Icon } from '#client/kit/status/status-look.ts'
import { cn } from '#client/ui/class-names.ts'
import { Kbd } from '#client/ui/kbd.tsx'

export interface PaletteItemProps {
  /** Unique in the palette. */
  value: string
  icon: Icon
  title: ReactNode
  detail?: ReactNode
  /** Keys, an id or a state. */
  end?: ReactNode
  disabled?: boolean
  onSelect: () => void
}

export function PaletteItem(props: PaletteItemProps) {
  const { value, icon: Icon, title, detail, end, disabled, onSelect } = props
  return (
    <Command.Item
      value={value}
      disabled={disabled ?? false}
      onSelect={onSelect}
      className={cn(
        'group/item flex h-9 items-center gap-2.5 rounded-md px-2.5 data-[selected=true]:bg-selected max-sm:h-11',
        disabled && 'text-muted-foreground',
      )}
    >
      <Icon aria-hidden className="size-4 text-muted-foreground group-data-[selected=true]/item:text-link" />
      <span className="truncate">{title}</span>
      {detail ? <span className="min-w-0 truncate text-muted-foreground">{detail}</span> : null}
      <span className="ml-auto flex shrink-0 items-center gap-1 pl-3">
        {end}
        <Kbd aria-hidden className="hidden group-data-[selected=true]/item:inline-flex">
          ↵
        </Kbd>
      </span>
    </Command.Item>
  )
}

export interface PaletteGroupProps {
  title: string
  children: ReactNode
}

export function PaletteGroup({ title, children }: PaletteGroupProps) {
  return (
    <Command.Group
      heading={title}
      className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2.5 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted-foreground"
    >
      {children}
    </Command.Group>
  )
}
