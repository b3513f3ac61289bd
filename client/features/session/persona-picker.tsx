import Info from 'lucide-react/icons/info'
import { Initials } from '#client/kit/person.tsx'
import { Button } from '#client/ui/button.tsx'
import type { Session } from '#shared/api/session.ts'
import { roleOrder, roleRows } from './role-rows.ts'

export interface PersonaPickerProps {
  personas: Session['personas']
  supportLimit: Session['supportLimit']
  /** The key of the one who is being signed in. */
  busyKey: string | undefined
  onChoose: (key: string) => void
}

/** Two people of each role, one click each. */
export function PersonaPicker({ personas, supportLimit, busyKey, onChoose }: PersonaPickerProps) {
  const rows = roleOrder
    .map(role => ({ role, people: personas.filter(persona => persona.role === role) }))
    .filter(({ people }) => people.length > 0)
  return (
    <>
      <ul className="divide-y rounded-md border bg-background">
        {rows.map(({ role, people }) => {
          const { icon: Icon, name, job } = roleRows[role]
          return (
            <li key={role} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
              <Icon aria-hidden className="size-4 text-muted-foreground" />
              <div className="min-w-0 flex-1">
                <h2 className="text-base/5 font-medium">{name}</h2>
                <p className="text-xs text-muted-foreground">{job(supportLimit)}</p>
              </div>
              <div className="flex flex-wrap gap-2 max-md:w-full max-md:pl-8 max-sm:pl-0">
                {people.map(persona => (
                  <Button
                    key={persona.key}
                    size="dialog"
                    aria-busy={persona.key === busyKey || undefined}
                    onClick={() => onChoose(persona.key)}
                    className="w-43 justify-start gap-2 bg-secondary px-2 max-sm:h-11 max-sm:w-full"
                  >
                    <Initials name={persona.name} />
                    <bdi className="truncate">{persona.name}</bdi>
                  </Button>
                ))}
              </div>
            </li>
          )
        })}
      </ul>
      <p className="mt-4 flex items-start gap-2 text-xs text-muted-foreground">
        <Info aria-hidden className="mt-px size-3.5" />
        <span>
          Personas exist in the sandbox only. With <code className="font-mono">STRIPE_SECRET_KEY</code> set,
          this page asks for your email and password instead.
        </span>
      </p>
    </>
  )
}
