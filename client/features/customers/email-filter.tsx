import { useRef } from 'react'

/** The whole email: Stripe's list knows no part of one. The search field above finds parts. */
export function EmailFilter({ onFilter }: { onFilter: (email: string) => void }) {
  const field = useRef<HTMLInputElement>(null)
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        const email = field.current?.value.trim() ?? ''
        if (email !== '') onFilter(email)
      }}
    >
      <input
        ref={field}
        name="email"
        aria-label="Filter by the whole email"
        autoComplete="off"
        spellCheck={false}
        maxLength={320}
        placeholder="Whole email, Enter to filter"
        className="h-7 w-56 rounded-md border border-input bg-background px-2 text-xs text-foreground focus-inside max-sm:h-11 max-sm:text-base"
      />
    </form>
  )
}
