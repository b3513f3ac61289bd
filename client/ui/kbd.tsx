import type { ComponentProps } from 'react'
import { cn } from './class-names.ts'

export function Kbd({ className, ...props }: ComponentProps<'kbd'>) {
  return (
    <kbd
      data-slot="kbd"
      className={cn(
        'inline-flex h-[18px] min-w-[18px] items-center justify-center rounded-sm border border-border-strong bg-background px-1 font-sans text-2xs text-muted-foreground',
        'in-data-[slot=button]:in-[.bg-primary]:border-transparent in-data-[slot=button]:in-[.bg-primary]:bg-primary-foreground/20 in-data-[slot=button]:in-[.bg-primary]:text-primary-foreground',
        className,
      )}
      {...props}
    />
  )
}
