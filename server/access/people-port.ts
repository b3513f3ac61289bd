import type { Permission } from '#shared/domain/permissions.ts'
import type { Person } from '#shared/domain/person.ts'

/** The people who can sign in. */
export interface People {
  withPermission(permission: Permission): Promise<Person[]>
}
