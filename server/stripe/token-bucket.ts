/** Tokens that refill evenly up to `capacity`; one call takes one. Starts full. */
export class TokenBucket {
  readonly #perSecond: number
  readonly #capacity: number
  #tokens: number
  #at: number

  constructor(perSecond: number, now: number) {
    this.#perSecond = perSecond
    this.#capacity = Math.max(1, perSecond)
    this.#tokens = this.#capacity
    this.#at = now
  }

  /** How long until one can be taken that leaves `reserve` (0 to 1 of the capacity) untouched; 0: now. */
  waitMs(now: number, reserve = 0): number {
    this.#refill(now)
    const missing = 1 + reserve * (this.#capacity - 1) - this.#tokens
    // A fraction of a token is lost to rounding of floats, never a whole one.
    return missing <= 1e-9 ? 0 : Math.ceil((missing / this.#perSecond) * 1000)
  }

  take(now: number): void {
    this.#refill(now)
    this.#tokens -= 1
  }

  #refill(now: number): void {
    const grown = this.#tokens + ((now - this.#at) / 1000) * this.#perSecond
    if (now > this.#at) this.#tokens = Math.min(this.#capacity, grown)
    this.#at = Math.max(this.#at, now)
  }
}
