/** One HTTP request to an endpoint, or what was done instead of it. */
export interface DeliveryAttempt {
  /** ISO 8601, by the sandbox's clock. */
  readonly at: string
  readonly eventId: string
  readonly type: string
  readonly account: string | null
  readonly endpointId: string
  readonly url: string
  /** `1` for the first. */
  readonly attempt: number
  /** What the endpoint answered; `null` when it did not. */
  readonly statusCode: number | null
  /** Why there was no answer: `timeout`, `dropped`, or the network's word for it. */
  readonly error: string | null
  readonly accepted: boolean
  /** Whether it came again although it was accepted. */
  readonly duplicate: boolean
  /** ISO 8601; `null` when it will not be tried again. */
  readonly nextAttemptAt: string | null
}

const most = 500

/** The latest attempts, for people who watch. They are not kept over a restart. */
export class AttemptLog {
  #attempts: DeliveryAttempt[] = []

  add(attempt: DeliveryAttempt): void {
    this.#attempts.push(attempt)
    if (this.#attempts.length >= 2 * most) this.#attempts = this.#attempts.slice(-most)
  }

  /** The newest first. */
  latest(): readonly DeliveryAttempt[] {
    return this.#attempts.slice(-most).reverse()
  }

  clear(): void {
    this.#attempts = []
  }
}
