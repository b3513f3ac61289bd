import type { Clock } from '#server/ports.ts'
import type { Lane } from './port.ts'
import { TokenBucket } from './token-bucket.ts'

/** Calls a second that Stripe grants: https://docs.stripe.com/rate-limits */
export interface ReadBudget {
  readonly perSecond: number
  /** For one kind of object, such as `charges`. */
  readonly perEndpoint: number
  readonly search: number
  /** Calls under way at once. */
  readonly concurrency: number
}

export const readBudgets = {
  live: { perSecond: 100, perEndpoint: 25, search: 20, concurrency: 25 },
  test: { perSecond: 25, perEndpoint: 25, search: 20, concurrency: 25 },
  /** The embedded Stripe counts nothing; only its event loop is spared. */
  sandbox: { perSecond: 500, perEndpoint: 500, search: 200, concurrency: 25 },
} as const satisfies Record<string, ReadBudget>

/** The share of Stripe's grant that is used: the rest is for other programs on the same key, and for clocks that differ. */
const usedShare = 0.9
const lanes = ['money', 'people', 'background'] as const satisfies readonly Lane[]
/** What a lane leaves free for the lanes above it. */
const reserves: Record<Lane, number> = { money: 0, people: 0.15, background: 0.4 }

/** The call waited its whole patience and was never sent. */
export class NotStartedError extends Error {
  override readonly name = 'NotStartedError'
}

interface Waiting {
  readonly endpoint: string
  readonly begin: () => void
}

export interface Place {
  readonly lane: Lane
  /** `charges`, `search` …: calls of one endpoint share a bucket. */
  readonly endpoint: string
  /** How long it may wait for its start. @throws {NotStartedError} */
  readonly startWithinMs: number
}

/** Lets calls start at the pace that Stripe grants, money before people before background. */
export class ReadLimiter {
  readonly #clock: Clock
  readonly #budget: ReadBudget
  readonly #all: TokenBucket
  readonly #endpoints = new Map<string, TokenBucket>()
  readonly #queues: Record<Lane, Waiting[]> = { money: [], people: [], background: [] }
  #active = 0
  #pausedUntil = 0
  #cancelWake: (() => void) | undefined

  constructor(clock: Clock, budget: ReadBudget) {
    this.#clock = clock
    this.#budget = budget
    this.#all = new TokenBucket(budget.perSecond * usedShare, clock.now())
  }

  /** Resolves with what the call gives. @throws {NotStartedError} and whatever the call throws. */
  async run<T>(place: Place, call: () => Promise<T>): Promise<T> {
    await this.#turn(place)
    try {
      return await call()
    } finally {
      this.#active -= 1
      this.#pump()
    }
  }

  /** Stripe asked for a rest: nothing starts for so long. */
  pause(forMs: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, this.#clock.now() + forMs)
  }

  #turn({ lane, endpoint, startWithinMs }: Place): Promise<void> {
    return new Promise((resolve, reject) => {
      const queue = this.#queues[lane]
      const waiting: Waiting = {
        endpoint,
        begin: () => {
          cancel()
          resolve()
        },
      }
      const cancel = this.#clock.after(startWithinMs, () => {
        const at = queue.indexOf(waiting)
        if (at < 0) return
        queue.splice(at, 1)
        reject(new NotStartedError(`Not started within ${startWithinMs} ms`))
      })
      queue.push(waiting)
      this.#pump()
    })
  }

  #pump(): void {
    this.#cancelWake?.()
    this.#cancelWake = undefined
    const waits = lanes.flatMap(lane => this.#serve(lane))
    if (waits.length > 0)
      this.#cancelWake = this.#clock.after(Math.max(1, Math.min(...waits)), () => this.#pump())
  }

  /** Starts what may start in the lane; answers how long the rest must wait, as far as time decides it. */
  #serve(lane: Lane): number[] {
    const waits = new Map<string, number>()
    const queue = this.#queues[lane]
    for (const waiting of [...queue]) {
      const known = waits.has(waiting.endpoint)
      if (known || this.#isFull(lane)) continue
      const waitMs = this.#waitMs(lane, waiting.endpoint)
      if (waitMs > 0) waits.set(waiting.endpoint, waitMs)
      else this.#start(queue, waiting)
    }
    return [...waits.values()]
  }

  #start(queue: Waiting[], waiting: Waiting): void {
    queue.splice(queue.indexOf(waiting), 1)
    const now = this.#clock.now()
    this.#all.take(now)
    this.#bucket(waiting.endpoint).take(now)
    this.#active += 1
    waiting.begin()
  }

  #isFull(lane: Lane): boolean {
    return this.#active >= Math.ceil(this.#budget.concurrency * (1 - reserves[lane]))
  }

  #waitMs(lane: Lane, endpoint: string): number {
    const now = this.#clock.now()
    return Math.max(
      this.#pausedUntil - now,
      this.#all.waitMs(now, reserves[lane]),
      this.#bucket(endpoint).waitMs(now, reserves[lane]),
    )
  }

  #bucket(endpoint: string): TokenBucket {
    const known = this.#endpoints.get(endpoint)
    if (known) return known
    const perSecond = endpoint === 'search' ? this.#budget.search : this.#budget.perEndpoint
    const bucket = new TokenBucket(perSecond * usedShare, this.#clock.now())
    this.#endpoints.set(endpoint, bucket)
    return bucket
  }
}
