import { Select as BaseSelect } from '@base-ui/react/select'
import Check from 'lucide-react/icons/check'
import ChevronDown from 'lucide-react/icons/chevron-down'
import type { ReactNode } from 'react'
import { cn } from './class-names.ts'

export interface SelectOption<Value extends string> {
  value: Value
  label: string
  /** A clause under the label, where a word alone does not decide. */
  hint?: ReactNode
  disabled?: boolean
}

export interface SelectProps<Value extends string> {
  options: readonly SelectOption<Value>[]
  value: Value | null
  onValueChange: (value: Value) => void
  placeholder?: string
  disabled?: boolean
  name?: string
  id?: string
  className?: string
  'aria-label'?: string
  'aria-describedby'?: string | undefined
  'aria-invalid'?: true | undefined
}

export function Select<Value extends string>({
  options,
  value,
  onValueChange,
  placeholder,
  disabled,
  name,
  className,
  ...trigger
}: SelectProps<Value>) {
  return (
    <BaseSelect.Root
      items={options}
      value={value}
      disabled={disabled}
      name={name}
      onValueChange={chosen => {
        if (chosen !== null) onValueChange(chosen)
      }}
    >
      <BaseSelect.Trigger
        data-slot="select"
        className={cn(
          'flex h-9 w-full min-w-0 items-center justify-between gap-2 rounded-md border border-input bg-background px-2.5 text-left text-base focus-inside aria-invalid:border-destructive data-disabled:opacity-50',
          className,
        )}
        {...trigger}
      >
        <BaseSelect.Value
          className="truncate data-placeholder:text-muted-foreground"
          placeholder={placeholder}
        />
        <ChevronDown aria-hidden className="size-4 text-muted-foreground" />
      </BaseSelect.Trigger>
      <BaseSelect.Portal>
        <BaseSelect.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50">
          <BaseSelect.Popup className="overlay-motion max-h-(--available-height) min-w-(--anchor-width) overflow-y-auto rounded-md bg-popover p-1 shadow-overlay outline-none">
            {options.map(option => (
              <SelectItem key={option.value} {...option} />
            ))}
          </BaseSelect.Popup>
        </BaseSelect.Positioner>
      </BaseSelect.Portal>
    </BaseSelect.Root>
  )
}

function SelectItem({ value, label, hint, disabled }: SelectOption<string>) {
  return (
    <BaseSelect.Item
      value={value}
      disabled={disabled}
      className="flex min-h-8 items-start gap-2 rounded-sm py-1.5 pr-2 pl-2 outline-none data-disabled:opacity-50 data-highlighted:bg-accent"
    >
      <span className="min-w-0 flex-1">
        <BaseSelect.ItemText>{label}</BaseSelect.ItemText>
        {hint ? <span className="block text-xs text-muted-foreground">{hint}</span> : null}
      </span>
      <span className="flex size-4 shrink-0 pt-0.5">
        <BaseSelect.ItemIndicator>
          <Check aria-hidden className="size-4 text-link" />
        </BaseSelect.ItemIndicator>
      </span>
    </BaseSelect.Item>
  )
}
