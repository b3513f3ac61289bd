import SearchIcon from 'lucide-react/icons/search'
import type { ReactNode } from 'react'
import { createLazyOverlay } from '#client/kit/lazy-overlay.tsx'
import { ModeBadge } from '#client/kit/mode-badge.tsx'
import { modKey } from '#client/lib/platform.ts'
import type { User } from '#client/lib/session.ts'
import { Kbd } from '#client/ui/kbd.tsx'
import type { Session } from '#shared/api/session.ts'
import { AccountButton } from './account-button.tsx'
import { PersonButton } from './person-button.tsx'
import { SearchField } from './search-field.tsx'

const LazyAccount = createLazyOverlay(async () => (await import('./account-popover.tsx')).AccountPopover)
const LazyPerson = createLazyOverlay(async () => (await import('./person-menu.tsx')).PersonMenu)

export interface TopBarProps {
  session: Session
  user: User
  onPalette: () => void
  onKeys: () => void
  onSignOut: () => void
  /** At the left on a phone: the menu and where one is. */
  phoneStart: ReactNode
}

export function TopBar({ session, user, onPalette, onKeys, onSignOut, phoneStart }: TopBarProps) {
  const { accountName, accountId, mode } = session
  return (
    <header className="col-start-2 flex h-topbar items-center gap-3 border-b px-6 max-sm:col-span-2 max-sm:col-start-1 max-sm:px-4">
      {phoneStart}
      <SearchField />
      <button
        type="button"
        onClick={onPalette}
        aria-keyshortcuts="Control+K Meta+K"
        className="flex h-6 items-center gap-1 rounded-sm text-xs whitespace-nowrap text-muted-foreground hover:text-foreground max-lg:hidden"
      >
        <Kbd aria-hidden>{modKey}</Kbd>
        <Kbd aria-hidden>K</Kbd>
        <span className="ml-1">Commands</span>
      </button>
      <div className="ml-auto flex items-center gap-3">
        <ModeBadge mode={mode} />
        <button
          type="button"
          aria-label="Search"
          onClick={onPalette}
          className="-mr-1.5 flex size-11 items-center justify-center rounded-md sm:hidden"
        >
          <SearchIcon aria-hidden className="size-5" />
        </button>
        <LazyAccount props={{ accountName, accountId, mode }}>
          {trigger => <AccountButton name={accountName} {...trigger} />}
        </LazyAccount>
        <span aria-hidden className="h-4 w-px bg-border max-md:hidden" />
        <LazyPerson props={{ user, onKeys, onSignOut }}>
          {trigger => <PersonButton user={user} {...trigger} />}
        </LazyPerson>
      </div>
    </header>
  )
}
