import { Checkbox as BaseCheckbox } from '@base-ui/react/checkbox'
import Check from 'lucide-react/icons/check'
import Minus from 'lucide-react/icons/minus'
import { cn } from './class-names.ts'

export interface CheckboxProps extends Omit<BaseCheckbox.Root.Props, 'className'> {
  className?: string
}

/** 16 px with a 24 px target. Name it by a `<label>` around it or by `aria-label`. */
export function Checkbox({ className, indeterminate, ...props }: CheckboxProps) {
  const Mark = indeterminate ? Minus : Check
  return (
    <BaseCheckbox.Root
      data-slot="checkbox"
      indeterminate={indeterminate}
      className={cn(
        'relative flex size-4 shrink-0 items-center justify-center rounded-sm border border-input bg-background after:absolute after:-inset-1 data-checked:border-primary data-checked:bg-primary data-checked:text-primary-foreground data-disabled:opacity-50 data-indeterminate:border-primary data-indeterminate:bg-primary data-indeterminate:text-primary-foreground',
        className,
      )}
      {...props}
    >
      <BaseCheckbox.Indicator className="flex">
        <Mark aria-hidden className={indeterminate ? 'size-2.5 stroke-5' : 'size-3 stroke-2'} />
      </BaseCheckbox.Indicator>
    </BaseCheckbox.Root>
  )
}
