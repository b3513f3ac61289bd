/** What Stripe remembers of the last weeks, read in the background. */
export interface HistoryReads {
  /** Refunds created since then, the newest first; the 2,000 newest where there are more. */
  refundsSince(from: number): Promise<readonly RefundFact[]>
  /** Events created in `[from, to)`, the oldest first, each as the bytes of its JSON. Stripe keeps 30 days. */
  eventsBetween(from: number, to: number): AsyncIterable<Uint8Array>
}

export interface RefundFact {
  readonly createdAt: number
  readonly reason: string | null
}
