import type { EventHandler } from '#server/inbox/handler.ts'
import type { Inbox } from '#server/inbox/inbox-port.ts'
import type { Clock } from '#server/ports.ts'
import type { Store } from '#server/store/port.ts'
import type { CustomerNames } from './customer-names.ts'

/** Since when every event is known to be here; `undefined` until Stripe was asked once. */
export interface Coverage {
  readonly since: number
  readonly gaps: number
}

export interface EventsDeps {
  readonly store: Store
  readonly clock: Clock
  readonly inbox: Inbox
  /** For their labels. */
  readonly handlers: readonly EventHandler[]
  readonly names: CustomerNames
  coverage(): Promise<Coverage | undefined>
}
