import { useRouter } from '@tanstack/react-router'
import SearchIcon from 'lucide-react/icons/search'
import { useRef } from 'react'
import { useShortcuts } from '#client/lib/shortcuts.ts'
import { Kbd } from '#client/ui/kbd.tsx'

/** Whatever the ticket gives: a name, an amount, four digits, an id. */
export function SearchField() {
  const router = useRouter()
  const field = useRef<HTMLInputElement>(null)
  useShortcuts({ '/': () => field.current?.select() })
  return (
    <search className="w-104 min-w-0 max-sm:hidden">
      <form
        action="/search"
        onSubmit={event => {
          event.preventDefault()
          const text = field.current?.value.trim() ?? ''
          if (text === '') return
          field.current?.blur()
          void router.navigate({ href: `/search?${new URLSearchParams({ q: text })}` })
        }}
        className="relative flex h-8 items-center rounded-md border border-border-strong bg-muted focus-inside"
      >
        <SearchIcon aria-hidden className="pointer-events-none ml-2.5 size-4 text-muted-foreground" />
        <input
          ref={field}
          type="search"
          name="q"
          aria-label="Search"
          aria-keyshortcuts="/"
          autoComplete="off"
          spellCheck={false}
          maxLength={500}
          placeholder="Email, name, last 4, amount or any Stripe id"
          onKeyDown={event => {
            if (event.key === 'Escape') event.currentTarget.blur()
          }}
          className="h-full min-w-0 flex-1 bg-transparent px-2 text-ellipsis outline-none"
        />
        <Kbd aria-hidden className="mr-2.5">
          /
        </Kbd>
      </form>
    </search>
  )
}
