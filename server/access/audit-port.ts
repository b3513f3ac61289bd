import type { Transaction } from '#server/store/port.ts'
import type { Actor } from '#shared/domain/person.ts'

/** One line of the audit log. `summary` is in words and without personal data: ids, amounts, states. */
export interface AuditFact {
  readonly actor: Actor
  readonly action: string
  readonly outcome: 'done' | 'denied' | 'failed'
  readonly subject: string | null
  readonly operationId: string | null
  readonly requestId: string | null
  readonly summary: string
}

export interface Audit {
  /** Appends within the transaction of what it tells, so that neither is there without the other. */
  append(tx: Transaction, fact: AuditFact): Promise<void>
  /** Appends by itself, for what changes nothing else: a denied attempt. */
  record(fact: AuditFact): Promise<void>
}
