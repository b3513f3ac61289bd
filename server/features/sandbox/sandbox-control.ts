import * as z from 'zod'
import { Problem } from '#server/problem.ts'
import { deliveryBehaviour, fault } from '#shared/api/sandbox.ts'

/** What the sandbox's control API answers, as far as the desk shows it; what else it says is left aside. */
const answers = {
  clock: z.object({ now: z.iso.datetime(), aheadMs: z.int() }),
  faults: z.object({ data: z.array(fault) }),
  deliveries: deliveryBehaviour.loose().transform(told => deliveryBehaviour.strip().parse(told)),
  ledger: z.object({
    data: z.array(
      z.object({
        at: z.int(),
        method: z.string(),
        path: z.string(),
        idempotencyKey: z.string().nullable(),
        objectId: z.string().nullable(),
        amount: z.int().optional(),
        currency: z.string().optional(),
        replayed: z.boolean(),
      }),
    ),
  }),
  attempts: z.object({
    data: z.array(
      z.object({
        at: z.iso.datetime(),
        eventId: z.string(),
        type: z.string(),
        url: z.string(),
        attempt: z.int(),
        statusCode: z.int().nullable(),
        error: z.string().nullable(),
        accepted: z.boolean(),
        duplicate: z.boolean(),
        nextAttemptAt: z.iso.datetime().nullable(),
      }),
    ),
  }),
  played: z.object({ events: z.array(z.string()) }).catchall(z.unknown()),
  done: z.unknown(),
} as const

const refusal = z.object({ error: z.object({ message: z.string() }) })
const answerWithinMs = 30_000

/** Steers the embedded Stripe over HTTP, as a script of a trainer would. */
export class SandboxControl {
  readonly url: string

  constructor(url: string) {
    this.url = url
  }

  clock = () => this.#ask('GET', '/clock', answers.clock)
  advance = (advanceMs: number) => this.#ask('POST', '/clock', answers.clock, { advanceMs })
  faults = () => this.#ask('GET', '/faults', answers.faults)
  addFault = (body: object) => this.#ask('POST', '/faults', answers.done, body)
  clearFaults = () => this.#ask('DELETE', '/faults', answers.done)
  deliveries = () => this.#ask('GET', '/deliveries', answers.deliveries)
  changeDeliveries = (body: object) => this.#ask('POST', '/deliveries', answers.done, body)
  attempts = () => this.#ask('GET', '/deliveries/attempts', answers.attempts)
  ledger = () => this.#ask('GET', '/ledger', answers.ledger)
  play = (name: string, body: object) => this.#ask('POST', `/scenarios/${name}`, answers.played, body)
  reset = () => this.#ask('POST', '/reset', answers.done, {})

  /** @throws {Problem} `stripe_refused` with the sandbox's words, `stripe_unavailable` when it does not answer. */
  async #ask<T>(method: string, path: string, schema: z.ZodType<T>, body?: object): Promise<T> {
    const response = await fetch(`${this.url}/_sandbox${path}`, {
      method,
      signal: AbortSignal.timeout(answerWithinMs),
      ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
    }).catch(() => {
      throw new Problem('stripe_unavailable', 'The sandbox does not answer.', { retryAfterMs: 1_000 })
    })
    const told: unknown = await response.json()
    if (response.ok) return schema.parse(told)
    const { error } = refusal.parse(told)
    throw new Problem('stripe_refused', error.message, { stripeCode: null, stripeRequestId: null })
  }
}
