import type { Page, Transaction } from '#server/store/port.ts'
import type { AuditEntry } from '#shared/api/audit.ts'
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

export interface AuditQuery {
  readonly actor?: string | undefined
  readonly subject?: string | undefined
  readonly outcome?: string | undefined
  readonly limit: number
  readonly cursor?: string | undefined
}

export interface AuditReader {
  list(query: AuditQuery): Promise<Page<AuditEntry> & { total: number }>
  /** Walks the whole chain. `firstBadSequence`: the first entry that was changed, removed or put in. */
  verify(): Promise<{ entries: number; intact: boolean; firstBadSequence: number | null }>
}
