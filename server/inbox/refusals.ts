import type { Clock, Log } from '#server/ports.ts'
import { Problem } from '#server/problem.ts'
import type { Refusal, Tallied } from './inbox-port.ts'

const logEveryMs = 10_000

/** Counts what came in, and logs refusals at most once in ten seconds: a flood of them must not fill the log. */
export class IntakeTally {
  readonly counts: Record<Tallied, number> = {
    stored: 0,
    duplicate: 0,
    invalid_signature: 0,
    timestamp_outside_tolerance: 0,
    unsupported_payload: 0,
    overloaded: 0,
  }
  readonly #clock: Clock
  readonly #log: Log
  #loggedAt = Number.NEGATIVE_INFINITY
  #unlogged = 0

  constructor(clock: Clock, log: Log) {
    this.#clock = clock
    this.#log = log
  }

  /** Counts the refusal and gives what to throw. */
  refusal(code: Refusal): Problem {
    this.counts[code] += 1
    this.#unlogged += 1
    const now = this.#clock.now()
    if (now - this.#loggedAt >= logEveryMs) {
      this.#log.warn({ code, refused: this.#unlogged }, messages[code])
      this.#loggedAt = now
      this.#unlogged = 0
    }
    return code === 'overloaded'
      ? new Problem(code, sentences[code], { retryAfterMs: 5_000 })
      : new Problem(code, sentences[code], {})
  }
}

/** The same for every cause: what is wrong with a signature helps only who forges one. */
const sentences: Record<Refusal, string> = {
  invalid_signature: 'The Stripe-Signature header does not fit this body. Nothing was stored.',
  timestamp_outside_tolerance: 'The signature is more than five minutes old. Nothing was stored.',
  unsupported_payload: 'The body is not a Stripe event with its object in it. Nothing was stored.',
  overloaded: 'The event could not be stored. Send it again.',
}

const messages: Record<Refusal, string> = {
  invalid_signature: 'webhook refused: wrong signature',
  timestamp_outside_tolerance: 'webhook refused: old signature; this host’s clock may be fast',
  unsupported_payload: 'webhook refused: signed, but not an event that we know',
  overloaded: 'webhook refused: it could not be made durable',
}
