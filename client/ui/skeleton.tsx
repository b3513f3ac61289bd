import { cn } from './class-names.ts'

/** A bar in the shape of what is coming. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      data-slot="skeleton"
      className={cn('block h-2.5 animate-pulse rounded-sm bg-sandbox', className)}
    />
  )
}
