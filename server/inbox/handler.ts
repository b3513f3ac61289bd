import type { Transaction } from '#server/store/port.ts'

/** An event as a handler sees it. It is a hint: what is true now is read from Stripe, or from `object` if that fails. */
export interface ReceivedEvent {
  readonly id: string
  readonly type: string
  /** ms since the epoch, in whole seconds. */
  readonly createdAt: number
  readonly objectId: string | null
  readonly customerId: string | null
  /** Other Stripe ids that the object names: charge, payment intent, invoice … */
  readonly relatedIds: readonly string[]
  readonly requestId: string | null
  /** The key of the API request that caused it: ours begin with `op:`. */
  readonly idempotencyKey: string | null
  /** `data.object` as it was when the event was made; parsed, of unknown shape. */
  readonly object: Readonly<Record<string, unknown>>
  readonly previousAttributes: Readonly<Record<string, unknown>> | null
}

export interface HandlerResult {
  /** What it did, in a few words for the event's page: "Confirmed refund of €42.00". Null: nothing to do. */
  readonly effect: string | null
  /** Local changes, written in the same transaction as the mark that the handler is done. */
  readonly commit?: (tx: Transaction) => Promise<void>
  /** Runs once that transaction is durable: telling pages, waking a worker. Must not fail. */
  readonly committed?: () => void
}

/** One named consumer of some event types. A throw is a failed attempt and is tried again later. */
export interface EventHandler {
  /** Kebab-case; kept with every run. */
  readonly name: string
  /** For the event's page: "Settle operations". */
  readonly label: string
  /** Whether it wants events of this type. */
  wants(type: string): boolean
  run(event: ReceivedEvent): Promise<HandlerResult>
}
