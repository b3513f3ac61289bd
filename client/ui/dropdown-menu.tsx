import { Menu } from '@base-ui/react/menu'
import Check from 'lucide-react/icons/check'
import { cn } from './class-names.ts'

export const DropdownMenu = Menu.Root
export const DropdownMenuTrigger = Menu.Trigger
export const DropdownMenuGroup = Menu.Group
export const DropdownMenuRadioGroup = Menu.RadioGroup

type Styled<Props> = Omit<Props, 'className'> & { className?: string }

const item =
  'flex min-h-8 cursor-default items-center gap-2 rounded-sm px-2 py-1.5 outline-none select-none data-disabled:opacity-50 data-highlighted:bg-accent [&_svg]:size-4 [&_svg]:text-muted-foreground'

export function DropdownMenuContent({
  className,
  align = 'start',
  ...props
}: Styled<Menu.Popup.Props> & { align?: 'start' | 'center' | 'end' }) {
  return (
    <Menu.Portal>
      <Menu.Positioner align={align} sideOffset={4} className="z-50 outline-none">
        <Menu.Popup
          data-slot="dropdown-menu"
          className={cn(
            'overlay-motion max-h-(--available-height) min-w-44 overflow-y-auto rounded-md bg-popover p-1 text-popover-foreground shadow-overlay outline-none',
            className,
          )}
          {...props}
        />
      </Menu.Positioner>
    </Menu.Portal>
  )
}

export function DropdownMenuItem({
  className,
  destructive,
  ...props
}: Styled<Menu.Item.Props> & { destructive?: boolean }) {
  return (
    <Menu.Item
      data-slot="dropdown-menu-item"
      className={cn(item, destructive && 'text-destructive [&_svg]:text-destructive', className)}
      {...props}
    />
  )
}

export function DropdownMenuRadioItem({ className, children, ...props }: Styled<Menu.RadioItem.Props>) {
  return (
    <Menu.RadioItem data-slot="dropdown-menu-radio-item" className={cn(item, className)} {...props}>
      {children}
      <Menu.RadioItemIndicator className="ml-auto pl-4">
        <Check aria-hidden className="text-link!" />
      </Menu.RadioItemIndicator>
    </Menu.RadioItem>
  )
}

export function DropdownMenuLabel({ className, ...props }: Styled<Menu.GroupLabel.Props>) {
  return (
    <Menu.GroupLabel
      data-slot="dropdown-menu-label"
      className={cn('px-2 py-1.5 text-xs font-medium text-muted-foreground', className)}
      {...props}
    />
  )
}

export function DropdownMenuSeparator() {
  return <Menu.Separator className="-mx-1 my-1 h-px bg-border" />
}
