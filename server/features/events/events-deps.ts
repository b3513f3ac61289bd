import type { Audit } from '#server/access/audit-port.ts'
import type { Backfill } from '#server/inbox/backfill.ts'
import type { EventHandler } from '#server/inbox/handler.ts'
import type { Inbox } from '#server/inbox/inbox-port.ts'
import type { Clock } from '#server/ports.ts'
import type { Store } from '#server/store/port.ts'
import type { CustomerNames } from './customer-names.ts'

export interface EventsDeps {
  readonly store: Store
  readonly clock: Clock
  readonly inbox: Inbox
  /** For their labels. */
  readonly handlers: readonly EventHandler[]
  readonly names: CustomerNames
  readonly backfill: Pick<Backfill, 'run' | 'coverage'>
  readonly audit: Audit
}
