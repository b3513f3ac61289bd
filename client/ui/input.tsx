import type { ComponentProps, ReactNode } from 'react'
import { cn } from './class-names.ts'

const box =
  'flex h-9 w-full min-w-0 items-center rounded-md border border-input bg-background text-base focus-inside has-[[aria-invalid=true]]:border-destructive has-disabled:opacity-50'

export interface InputProps extends ComponentProps<'input'> {
  /** Shown inside the box before the text, such as a currency's symbol. */
  before?: ReactNode
  /** Shown inside the box at its end, such as a currency's code. */
  after?: ReactNode
}

/** A text field of 36 px. The box carries the border, so that a symbol and a code can stand inside it. */
export function Input({ className, before, after, ...props }: InputProps) {
  return (
    <div data-slot="input" className={cn(box, className)}>
      {before === undefined ? null : (
        <span aria-hidden className="pl-2.5 text-muted-foreground">
          {before}
        </span>
      )}
      <input
        className={cn('h-full min-w-0 flex-1 bg-transparent px-2.5 outline-none', before && 'pl-2')}
        {...props}
      />
      {after === undefined ? null : (
        <span aria-hidden className="pr-2.5 text-xs text-muted-foreground">
          {after}
        </span>
      )}
    </div>
  )
}
