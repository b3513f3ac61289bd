import LogOut from 'lucide-react/icons/log-out'
import type { User } from '#client/lib/session.ts'
import { setTheme, type Theme, useTheme } from '#client/lib/theme.ts'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuGroup,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#client/ui/dropdown-menu.tsx'
import { Kbd } from '#client/ui/kbd.tsx'
import { PersonButton } from './person-button.tsx'

const themes: Record<Theme, string> = { system: 'As the system', light: 'Light', dark: 'Dark' }

export interface PersonMenuProps {
  user: User
  onKeys: () => void
  onSignOut: () => void
}

/** Theme, shortcuts, sign out. Opens as soon as it has come, because a click asked for it. */
export function PersonMenu({ user, onKeys, onSignOut }: PersonMenuProps) {
  const theme = useTheme()
  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger render={<PersonButton user={user} />} />
      <DropdownMenuContent align="end">
        <DropdownMenuGroup>
          <DropdownMenuLabel>Theme</DropdownMenuLabel>
          <DropdownMenuRadioGroup value={theme} onValueChange={setTheme}>
            {(Object.keys(themes) as Theme[]).map(name => (
              <DropdownMenuRadioItem key={name} value={name}>
                {themes[name]}
              </DropdownMenuRadioItem>
            ))}
          </DropdownMenuRadioGroup>
        </DropdownMenuGroup>
        <DropdownMenuSeparator />
        <DropdownMenuItem onClick={onKeys}>
          Keyboard shortcuts
          <Kbd className="ml-auto">?</Kbd>
        </DropdownMenuItem>
        <DropdownMenuItem onClick={onSignOut}>
          <LogOut aria-hidden />
          Sign out
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
