import type { Role } from '#shared/domain/permissions.ts'
import type { Person } from '#shared/domain/person.ts'

export interface Persona extends Person {
  /** What `POST /api/session {"persona": …}` takes. */
  readonly key: string
}

const persona = (key: string, name: string, role: Role): Persona => ({ key, id: `usr_${key}`, name, role })

/** Two people of each role, so that one can approve what the other asks for. They exist in the sandbox only. */
export const personas: readonly Persona[] = [
  persona('support', 'Ines Carvalho', 'support'),
  persona('support2', 'Jonas Lindqvist', 'support'),
  persona('finance', 'Tomasz Wieczorek', 'finance'),
  persona('finance2', 'Amara Okafor', 'finance'),
  persona('engineer', 'Priya Raghavan', 'engineer'),
  persona('engineer2', 'Mateo Aguilar', 'engineer'),
  persona('admin', 'Hanna Virtanen', 'admin'),
  persona('admin2', 'Yusuf Demir', 'admin'),
  persona('viewer', 'Claire Dubois', 'viewer'),
  persona('viewer2', 'Wen Li', 'viewer'),
]

export const personOf = ({ id, name, role }: Persona): Person => ({ id, name, role })
