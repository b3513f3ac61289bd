import type { Context } from '#server/context.ts'

/** What the desk is connected to: events of anything else are kept and not acted on. */
export interface Mode {
  readonly livemode: boolean
  /** Our own account; null when Stripe has not told it. Only events of connected accounts name one. */
  readonly accountId: string | null
}

export type Receipt = 'stored' | 'duplicate'

/** Every event from Stripe goes through here. */
export interface Inbox {
  /**
   * Takes a webhook's bytes as they came, with the `Stripe-Signature` header. Resolves when the event is durable;
   * a known one only counts a delivery.
   * @throws {Problem} `invalid_signature`, `timestamp_outside_tolerance`, `unsupported_payload`: nothing is stored;
   * `overloaded`: not durable, and Stripe is to send it again.
   */
  receive(payload: Uint8Array, signature: string | readonly string[] | undefined): Promise<Receipt>
  /** Takes an event that was listed from Stripe's API. @throws {Problem} as `receive`, but for the signature. */
  addMissing(payload: Uint8Array): Promise<Receipt>
  /**
   * Runs one handler of the event again, or all of them, whatever became of them. Audited.
   * @throws {Problem} `not_found`; `wrong_state` for an ignored event and for one that is being processed now.
   */
  replay(context: Context, eventId: string, handler: string | undefined): Promise<void>
  /** How many requests were taken and refused since the start, by outcome: for the metrics. */
  tally(): Readonly<Record<Tallied, number>>
  /** Takes up what a stopped process left, then processes what comes. */
  start(): Promise<void>
  /** Ends when the runs that are under way have ended. */
  stop(): Promise<void>
}

export type Tallied = Receipt | Refusal

export type Refusal =
  | 'invalid_signature'
  | 'timestamp_outside_tolerance'
  | 'unsupported_payload'
  | 'overloaded'
