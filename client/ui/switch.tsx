import { Switch as BaseSwitch } from '@base-ui/react/switch'
import { cn } from './class-names.ts'

export interface SwitchProps extends Omit<BaseSwitch.Root.Props, 'className'> {
  className?: string
}

export function Switch({ className, ...props }: SwitchProps) {
  return (
    <BaseSwitch.Root
      data-slot="switch"
      className={cn(
        'group relative flex h-4 w-7 shrink-0 items-center rounded-full border border-input bg-background transition-colors duration-100 after:absolute after:-inset-1 data-checked:border-primary data-checked:bg-primary data-disabled:opacity-50',
        className,
      )}
      {...props}
    >
      <BaseSwitch.Thumb className="ml-[3px] size-2.5 rounded-full bg-muted-foreground transition-transform duration-100 data-checked:ml-px data-checked:size-3 data-checked:translate-x-3 data-checked:bg-primary-foreground" />
    </BaseSwitch.Root>
  )
}
