import type { Person } from '#shared/domain/person.ts'

/** Who asks, as every verb gets it. */
export interface Context {
  /** Stands in every answer, log line and audit entry of this request. */
  readonly requestId: string
  readonly user: Person
}
