import ChevronDown from 'lucide-react/icons/chevron-down'
import { Button, type ButtonProps } from '#client/ui/button.tsx'
import type { Role } from '#shared/domain/permissions.ts'
import { roleWords } from './work-words.ts'

/** Whose work is shown; opens the menu of roles. */
export function RoleButton({ role, ...props }: ButtonProps & { role: Role }) {
  return (
    <Button aria-haspopup="menu" aria-label={`Work of ${roleWords[role]}`} {...props}>
      {roleWords[role]}
      <ChevronDown aria-hidden />
    </Button>
  )
}
