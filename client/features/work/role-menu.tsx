import { useNavigate } from '@tanstack/react-router'
import ChevronDown from 'lucide-react/icons/chevron-down'
import { useUser } from '#client/lib/session.ts'
import { Button } from '#client/ui/button.tsx'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from '#client/ui/dropdown-menu.tsx'
import type { Role } from '#shared/domain/permissions.ts'
import { roleWords } from './work-words.ts'

const shownRoles: readonly Role[] = ['support', 'finance', 'engineer', 'admin', 'viewer']

/** Whose work is shown: one's own, or that of another role. */
export function RoleMenu({ role }: { role: Role | undefined }) {
  const { role: own } = useUser()
  const navigate = useNavigate()
  const shown = role ?? own
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        render={
          <Button aria-label={`Work of ${roleWords[shown]}`}>
            {roleWords[shown]}
            <ChevronDown aria-hidden />
          </Button>
        }
      />
      <DropdownMenuContent align="end">
        <DropdownMenuRadioGroup
          value={shown}
          onValueChange={(next: Role) =>
            void navigate({ to: '/', search: next === own ? {} : { role: next } })
          }
        >
          {shownRoles.map(one => (
            <DropdownMenuRadioItem key={one} value={one}>
              {roleWords[one]}
              {one === own ? <span className="text-muted-foreground">you</span> : null}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
