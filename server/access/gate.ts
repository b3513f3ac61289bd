import { may, type Permission, whyForbidden } from '#shared/domain/permissions.ts'
import type { Person } from '#shared/domain/person.ts'
import type { Directory } from './accounts.ts'
import type { Audit } from './audit-port.ts'
import type { Sessions } from './sessions.ts'

export interface Denial {
  readonly person: Person
  readonly endpoint: string
  readonly subject: string | null
  readonly requestId: string
  readonly reason: string
}

/** Who a request is from and what they may: the role is read on every request, never from the session. */
export function createGate({
  sessions,
  directory,
  audit,
}: {
  sessions: Sessions
  directory: Directory
  audit: Audit
}) {
  return {
    async identify(token: string | null): Promise<{ person: Person; fresh: boolean } | null> {
      const session = await sessions.find(token)
      const person = session ? await directory.find(session.personId) : null
      return session && person ? { person, fresh: session.fresh } : null
    },
    may: (person: Person, permission: Permission): boolean => may(person.role, permission),
    why: (permission: Permission): string => whyForbidden(permission),
    async denied({ person, endpoint, subject, requestId, reason }: Denial): Promise<void> {
      await audit.record({
        actor: { type: 'user', person },
        action: `${endpoint}.denied`,
        outcome: 'denied',
        subject,
        operationId: null,
        requestId,
        summary: reason,
      })
    },
  }
}
