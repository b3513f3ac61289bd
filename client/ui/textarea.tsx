import type { ComponentProps } from 'react'
import { cn } from './class-names.ts'

/** Grows with its text where the browser can, from three lines. */
export function Textarea({ className, ...props }: ComponentProps<'textarea'>) {
  return (
    <textarea
      data-slot="textarea"
      rows={3}
      className={cn(
        'field-sizing-content min-h-17 w-full rounded-md border border-input bg-background px-2.5 py-2 text-base/5.5 focus-inside aria-invalid:border-destructive disabled:opacity-50',
        className,
      )}
      {...props}
    />
  )
}
