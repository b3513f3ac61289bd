import { useNavigate } from '@tanstack/react-router'
import { useUser } from '#client/lib/session.ts'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from '#client/ui/dropdown-menu.tsx'
import type { Role } from '#shared/domain/permissions.ts'
import { RoleButton } from './role-button.tsx'
import { roleWords } from './work-words.ts'

const shownRoles: readonly Role[] = ['support', 'finance', 'engineer', 'admin', 'viewer']

/** Whose work is shown: one's own, or that of another role. Opens as it comes, because a click asked for it. */
export function RoleMenu({ role: shown }: { role: Role }) {
  const { role: own } = useUser()
  const navigate = useNavigate()
  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger render={<RoleButton role={shown} />} />
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
