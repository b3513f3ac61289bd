import Stripe from 'stripe'
import type { Clock, Log } from '#server/ports.ts'
import type { Lane, ReadOptions } from './port.ts'
import { type CachedRead, ReadCache } from './read-cache.ts'
import { problemOfRead, ReadDeadlineError } from './read-errors.ts'
import { NotStartedError, type ReadBudget, ReadLimiter } from './read-limiter.ts'

export interface StripeCallsDeps {
  readonly stripe: Stripe
  readonly clock: Clock
  readonly log: Log
  readonly budget: ReadBudget
  /** 0 to 1: spreads retries, so that callers who were refused together do not come back together. */
  readonly chance: () => number
}

/** A read that cannot start within this time answers from the cache. */
const startWithinMs = 2_000
/** The whole time of one call, its waiting and its repeats included. */
const deadlineMs = 10_000
const firstBackOffMs = 250

export interface CallOptions {
  readonly lane?: Lane | undefined
  /** A change waits for it: it may wait for its start as long as the call may take. */
  readonly patient?: boolean | undefined
}

/** Every read of Stripe: paced, repeated after a 429, ended by a deadline, shared between callers, kept for a moment. */
export class StripeCalls {
  readonly clock: Clock
  readonly cache: ReadCache
  readonly #deps: StripeCallsDeps
  readonly #limiter: ReadLimiter

  constructor(deps: StripeCallsDeps) {
    this.#deps = deps
    this.clock = deps.clock
    this.cache = new ReadCache(deps.clock)
    this.#limiter = new ReadLimiter(deps.clock, deps.budget)
  }

  /** One request to Stripe. `endpoint` names its bucket. @throws what the SDK throws, or that it had no time. */
  async send<T>(
    endpoint: string,
    request: (stripe: Stripe) => Promise<T>,
    { lane = 'people', patient = false }: CallOptions = {},
  ): Promise<T> {
    const endsAt = this.clock.now() + deadlineMs
    for (let tries = 1; ; tries++) {
      const leftMs = endsAt - this.clock.now()
      const patienceMs = Math.min(patient || tries > 1 ? leftMs : startWithinMs, leftMs)
      try {
        return await this.#limiter.run({ lane, endpoint, startWithinMs: patienceMs }, () =>
          this.#withinDeadline(() => request(this.#deps.stripe), endsAt),
        )
      } catch (error) {
        const waitMs = this.#backOffMs(error, tries)
        if (waitMs === undefined || this.clock.now() + waitMs >= endsAt) throw error
        this.#deps.log.warn({ endpoint, lane, tries, waitMs }, 'Stripe asked to slow down')
        this.#limiter.pause(waitMs)
      }
    }
  }

  /**
   * A read as the product sees it: from the cache if it is fresh, told as a problem when it fails.
   * @throws {Problem} `not_found`, `stripe_unavailable`, `stripe_refused`
   */
  async read<T>(read: CachedRead<T>, options: ReadOptions = {}): Promise<T> {
    try {
      return await (options.fresh ? this.cache.readNow(read) : this.cache.read(read))
    } catch (error) {
      throw problemOfRead(error)
    }
  }

  /** As `read`; where it could not start in time the value as last read, whose own `asOf` says how old it is. */
  async readOrLast<T extends { readonly asOf: number }>(
    read: CachedRead<T>,
    options: ReadOptions = {},
  ): Promise<T> {
    try {
      return await (options.fresh ? this.cache.readNow(read) : this.cache.read(read))
    } catch (error) {
      const last = this.cache.last<T>(read.key)
      if (error instanceof NotStartedError && !options.fresh && last) return last
      throw problemOfRead(error)
    }
  }

  #backOffMs(error: unknown, tries: number): number | undefined {
    if (!(error instanceof Stripe.errors.StripeRateLimitError)) return undefined
    return Math.round(firstBackOffMs * 2 ** (tries - 1) * (0.5 + this.#deps.chance()))
  }

  #withinDeadline<T>(request: () => Promise<T>, endsAt: number): Promise<T> {
    return new Promise((resolve, reject) => {
      const cancel = this.clock.after(Math.max(0, endsAt - this.clock.now()), () =>
        reject(new ReadDeadlineError(`No answer within ${deadlineMs} ms`)),
      )
      request().then(resolve, reject).finally(cancel)
    })
  }
}
