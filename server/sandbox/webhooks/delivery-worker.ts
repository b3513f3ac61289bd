import { randomFrom } from '#server/sandbox/core/ids.ts'
import type { SandboxClock, Time } from '#server/sandbox/core/time.ts'
import { type Core, coreOf, Work } from '#server/sandbox/core/work.ts'
import { type Delivery, deliveries, endpointSecrets, webhookEndpoints } from './endpoint.ts'
import { events } from './event.ts'
import { signatureHeader } from './sign.ts'

/** How deliveries misbehave. Rates are from 0 to 1. */
export interface DeliveryBehaviour {
  readonly delayMs: number
  readonly dropRate: number
  readonly duplicateRate: number
  readonly reorder: boolean
  readonly paused: boolean
}
export const plainDelivery: DeliveryBehaviour = {
  delayMs: 0,
  dropRate: 0,
  duplicateRate: 0,
  reorder: false,
  paused: false,
}

const backOffMs = [1_000, 5_000, 30_000, 120_000, 600_000, 3_600_000, 21_600_000, 86_400_000, 86_400_000]
const answerWithinMs = 10_000
const atOnce = 8

interface Parts {
  readonly core: Core
  readonly clock: SandboxClock
  readonly time: Time
  commit(work: Work): Promise<void>
  /** Resolves when all that was written so far is durable. */
  settled(): Promise<void>
}

/** Sends what is due, signs each attempt anew and tries again what was not accepted. */
export class DeliveryWorker {
  behaviour = plainDelivery
  readonly #parts: Parts
  readonly #random = randomFrom(0x5eed)
  readonly #sending = new Map<string, Promise<void>>()
  readonly #stop = new AbortController()
  #cancelTimer: () => void = () => {}

  constructor(parts: Parts) {
    this.#parts = parts
  }

  behave(change: Partial<DeliveryBehaviour>): DeliveryBehaviour {
    this.behaviour = { ...this.behaviour, ...change }
    this.wake()
    return this.behaviour
  }

  /** Starts what is due, as many at once as allowed, and sets the timer for the rest. */
  wake(): void {
    this.#cancelTimer()
    if (this.#stop.signal.aborted || this.behaviour.paused) return
    const { core, clock, time } = this.#parts
    const waiting = core.state.of(deliveries).bucket('waiting', 'yes').entries
    const nowMs = clock.nowMs() - this.behaviour.delayMs
    const due: Delivery[] = []
    for (const { item } of waiting) {
      if ((item.dueMs ?? Infinity) > nowMs || due.length >= 2 * atOnce) break
      if (!this.#sending.has(item.id)) due.push(item)
    }
    for (const delivery of this.#inOrder(due)) if (this.#sending.size < atOnce) this.#start(delivery)
    const next = waiting.find(({ item }) => !this.#sending.has(item.id))?.item.dueMs
    if (this.#sending.size > 0 || next === null || next === undefined) return
    this.#cancelTimer = time.after(Math.max(1, next - nowMs), () => this.wake())
  }

  /** Waits for what is being sent, and sends no more. */
  async close(): Promise<void> {
    this.#stop.abort()
    this.#cancelTimer()
    await Promise.allSettled(this.#sending.values())
  }

  #start(delivery: Delivery): void {
    const sent = this.#deliver(delivery)
      .catch(() => {
        // The journal is gone or closed: what could not be noted is sent again after a restart.
      })
      .finally(() => {
        this.#sending.delete(delivery.id)
        this.wake()
      })
    this.#sending.set(delivery.id, sent)
  }

  async #deliver(delivery: Delivery): Promise<void> {
    await this.#parts.settled()
    const { dropRate, duplicateRate } = this.behaviour
    const dropped = this.#chance(dropRate)
    const accepted = !dropped && (await this.#send(delivery))
    if (accepted && this.#chance(duplicateRate)) await this.#send(delivery)
    if (this.#stop.signal.aborted && !accepted) return
    const work = new Work(coreOf(this.#parts.core, delivery.account ?? null))
    this.#note(work, delivery, accepted, dropped)
    await this.#parts.commit(work)
  }

  #inOrder(due: readonly Delivery[]): readonly Delivery[] {
    if (!this.behaviour.reorder) return due
    return due
      .map(delivery => ({ delivery, place: this.#random() }))
      .sort((a, b) => a.place - b.place)
      .map(({ delivery }) => delivery)
  }

  #chance(rate: number): boolean {
    return this.#random() / 2 ** 32 < rate
  }

  /** Whether the endpoint answered 2xx in time; a redirect is no acceptance. */
  async #send({ eventId, endpointId, account }: Delivery): Promise<boolean> {
    const { core, clock } = this.#parts
    const state = core.state.in(account ?? null)
    const event = state.get(events, eventId)
    const endpoint = state.get(webhookEndpoints, endpointId) ?? core.state.get(webhookEndpoints, endpointId)
    const secret = core.state.get(endpointSecrets, endpointId)?.secret
    if (!event || !endpoint || secret === undefined) return true
    const body = JSON.stringify(event)
    const timestamp = Math.floor(clock.nowMs() / 1000)
    try {
      const response = await fetch(endpoint.url, {
        method: 'POST',
        redirect: 'manual',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
          'stripe-signature': signatureHeader(body, timestamp, [secret]),
        },
        body,
        signal: AbortSignal.any([this.#stop.signal, AbortSignal.timeout(answerWithinMs)]),
      })
      await response.arrayBuffer()
      return response.ok
    } catch {
      return false
    }
  }

  #note(work: Work, delivery: Delivery, accepted: boolean, dropped: boolean): void {
    if (!work.get(deliveries, delivery.id)) return
    if (accepted) {
      work.remove(deliveries, delivery.id)
      const event = work.get(events, delivery.eventId)
      if (event) work.put(events, { ...event, pending_webhooks: Math.max(0, event.pending_webhooks - 1) })
      return
    }
    const pauseMs = dropped ? undefined : backOffMs[delivery.attempts]
    const dueMs = pauseMs === undefined ? null : work.nowMs + pauseMs
    work.put(deliveries, { ...delivery, attempts: delivery.attempts + 1, dueMs })
  }
}
