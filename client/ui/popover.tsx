import { Popover as BasePopover } from '@base-ui/react/popover'
import { cn } from './class-names.ts'

export const Popover = BasePopover.Root
export const PopoverTrigger = BasePopover.Trigger
export const PopoverTitle = BasePopover.Title

export interface PopoverContentProps extends Omit<BasePopover.Popup.Props, 'className'> {
  className?: string
  align?: 'start' | 'center' | 'end'
}

export function PopoverContent({ className, align = 'start', ...props }: PopoverContentProps) {
  return (
    <BasePopover.Portal>
      <BasePopover.Positioner align={align} sideOffset={4} className="z-50">
        <BasePopover.Popup
          data-slot="popover"
          className={cn(
            'overlay-motion min-w-56 rounded-md bg-popover p-3 text-popover-foreground shadow-overlay outline-none',
            className,
          )}
          {...props}
        />
      </BasePopover.Positioner>
    </BasePopover.Portal>
  )
}
