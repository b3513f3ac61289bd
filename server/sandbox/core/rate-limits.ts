import { ApiFailure } from './api-failure.ts'

/** Requests a second that an account may make; what is left out, or `null`, is without a limit. */
export interface RateLimitSetting {
  readonly all: number | null
  readonly perEndpoint: number | null
  readonly search: number | null
}

const unlimited: RateLimitSetting = { all: null, perEndpoint: null, search: null }

interface Bucket {
  tokens: number
  filledAtMs: number
}

/** The refusal of a request that came too soon. */
export const tooManyRequests = (): ApiFailure =>
  new ApiFailure(
    429,
    {
      type: 'api_error',
      code: 'rate_limit',
      message:
        'Too many requests hit the API too quickly. We recommend an exponential backoff of your requests.',
    },
    { unsaved: true },
  )

/** Limits by real time, off until they are switched on. Each lets through a second's worth at once. */
export class RateLimits {
  setting = unlimited
  readonly #now: () => number
  readonly #buckets = new Map<string, Bucket>()

  constructor(now: () => number) {
    this.#now = now
  }

  /** Sets what is given, and leaves the others as they are. */
  set(change: Partial<RateLimitSetting>): RateLimitSetting {
    this.setting = { ...this.setting, ...change }
    this.#buckets.clear()
    return this.setting
  }

  clear(): void {
    this.set(unlimited)
  }

  /**
   * Counts a request of an account to an endpoint, such as `GET /v1/charges/:id`.
   * @returns which limit it breaks, as `Stripe-Rate-Limited-Reason` names it.
   */
  brokenBy(account: string, endpoint: string): 'global-rate' | 'endpoint-rate' | undefined {
    const { all, perEndpoint, search } = this.setting
    if (!this.#take(account, all)) return 'global-rate'
    if (endpoint.endsWith('/search') && !this.#take(`${account} search`, search)) return 'endpoint-rate'
    return this.#take(`${account} ${endpoint}`, perEndpoint) ? undefined : 'endpoint-rate'
  }

  #take(name: string, perSecond: number | null): boolean {
    if (perSecond === null) return true
    const nowMs = this.#now()
    const bucket = this.#buckets.get(name) ?? { tokens: perSecond, filledAtMs: nowMs }
    const gained = (Math.max(0, nowMs - bucket.filledAtMs) / 1000) * perSecond
    const tokens = Math.min(perSecond, bucket.tokens + gained)
    const enough = tokens >= 1
    this.#buckets.set(name, { tokens: enough ? tokens - 1 : tokens, filledAtMs: nowMs })
    return enough
  }
}
