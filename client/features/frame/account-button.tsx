import ChevronsUpDown from 'lucide-react/icons/chevrons-up-down'
import type { ComponentProps } from 'react'

/** Whose Stripe account this desk works on. */
export function AccountButton({ name, ...props }: ComponentProps<'button'> & { name: string }) {
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      className="flex h-8 items-center gap-1 rounded-md whitespace-nowrap max-md:hidden"
      {...props}
    >
      {name}
      <ChevronsUpDown aria-hidden className="size-3.5 text-muted-foreground" />
    </button>
  )
}
