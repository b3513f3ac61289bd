import type Stripe from 'stripe'
import { randomFrom } from '#server/sandbox/core/ids.ts'
import type { Entry } from '#server/sandbox/core/ordered-set.ts'
import type { SandboxClock, Time } from '#server/sandbox/core/time.ts'
import { type Core, coreOf, Work } from '#server/sandbox/core/work.ts'
import { AttemptLog } from './attempt-log.ts'
import { type DeliveryBehaviour, plainDelivery } from './delivery-behaviour.ts'
import {
  type Delivery,
  deliveries,
  type EndpointSecret,
  endpointSecrets,
  webhookEndpoints,
} from './endpoint.ts'
import { events, type StoredEvent } from './event.ts'
import { type Answer, postEvent } from './post-event.ts'

const backOffMs = [1_000, 5_000, 30_000, 120_000, 600_000, 3_600_000, 21_600_000, 86_400_000, 86_400_000]
const atOnce = 8
/** Real time for which deliveries are gathered before they go in another order. */
const gatherMs = 300

interface Parts {
  readonly core: Core
  readonly clock: SandboxClock
  readonly time: Time
  commit(work: Work): Promise<void>
  /** Resolves when all that was written so far is durable. */
  settled(): Promise<void>
}

interface Target {
  readonly event: StoredEvent
  readonly endpoint: Stripe.WebhookEndpoint
  readonly secret: EndpointSecret
}

/** Sends what is due, signs each attempt anew and tries again what was not accepted. */
export class DeliveryWorker {
  behaviour = plainDelivery
  readonly attempts = new AttemptLog()
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
    const readyMs = clock.nowMs() - this.behaviour.delayMs
    for (const delivery of this.#dueOf(waiting, readyMs)) {
      if (this.#sending.size < atOnce) this.#start(delivery)
    }
    const next = waiting.find(({ item }) => !this.#sending.has(item.id))?.item.dueMs
    if (this.#sending.size >= atOnce || next === null || next === undefined) return
    const gatheringMs = this.behaviour.reorder ? gatherMs : 0
    this.#cancelTimer = time.after(Math.max(1, next + gatheringMs - readyMs), () => this.wake())
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

  /** What is to be sent now, in the order in which it shall be: none while what is to be mixed gathers. */
  #dueOf(waiting: readonly Entry<Delivery>[], readyMs: number): readonly Delivery[] {
    const due: Delivery[] = []
    for (const { item } of waiting) {
      if ((item.dueMs ?? Infinity) > readyMs || due.length >= 2 * atOnce) break
      if (!this.#sending.has(item.id)) due.push(item)
    }
    if (!this.behaviour.reorder) return due
    if ((due[0]?.dueMs ?? Infinity) > readyMs - gatherMs) return []
    return due
      .map(delivery => ({ delivery, place: this.#random() }))
      .sort((a, b) => a.place - b.place)
      .map(({ delivery }) => delivery)
  }

  async #deliver(delivery: Delivery): Promise<void> {
    await this.#parts.settled()
    const target = this.#targetOf(delivery)
    if (!target) return await this.#settle(delivery, null)
    if (target.endpoint.status !== 'enabled') return await this.#giveUp(delivery)
    if (this.#chance(this.behaviour.dropRate)) {
      this.#log(delivery, target, { accepted: false, statusCode: null, error: 'dropped' }, null)
      return await this.#giveUp(delivery)
    }
    const answer = await this.#send(target)
    if (this.#stop.signal.aborted && !answer.accepted) return
    const pauseMs = answer.accepted ? undefined : backOffMs[delivery.attempts]
    const dueMs = pauseMs === undefined ? null : this.#parts.clock.nowMs() + pauseMs
    this.#log(delivery, target, answer, dueMs)
    if (!answer.accepted) return await this.#settle(delivery, { attempts: delivery.attempts + 1, dueMs })
    if (this.#chance(this.behaviour.duplicateRate)) {
      this.#log(delivery, target, await this.#send(target), null, true)
    }
    await this.#settle(delivery, null)
  }

  #chance(rate: number): boolean {
    return this.#random() / 2 ** 32 < rate
  }

  /** Where a delivery goes; nowhere when its endpoint or its event is gone. */
  #targetOf({ eventId, endpointId, account }: Delivery): Target | undefined {
    const { core } = this.#parts
    const state = core.state.in(account ?? null)
    const event = state.get(events, eventId)
    const endpoint = state.get(webhookEndpoints, endpointId) ?? core.state.get(webhookEndpoints, endpointId)
    const secret = core.state.get(endpointSecrets, endpointId)
    return event && endpoint && secret && { event, endpoint, secret }
  }

  async #send({ event, endpoint, secret }: Target): Promise<Answer> {
    return await postEvent({
      url: endpoint.url,
      event,
      apiVersion: endpoint.api_version,
      secret,
      nowMs: this.#parts.clock.nowMs(),
      withinMs: this.behaviour.answerWithinMs,
      stop: this.#stop.signal,
    })
  }

  #log(delivery: Delivery, { event, endpoint }: Target, answer: Answer, dueMs: number | null, again = false) {
    this.attempts.add({
      at: new Date(this.#parts.clock.nowMs()).toISOString(),
      eventId: event.id,
      type: event.type,
      account: delivery.account ?? null,
      endpointId: endpoint.id,
      url: endpoint.url,
      attempt: delivery.attempts + 1,
      ...answer,
      duplicate: again,
      nextAttemptAt: dueMs === null ? null : new Date(dueMs).toISOString(),
    })
  }

  #giveUp(delivery: Delivery): Promise<void> {
    return this.#settle(delivery, { attempts: delivery.attempts + 1, dueMs: null })
  }

  /** Notes what became of it: what remains to be done, or nothing. It may be gone by now, with its event. */
  async #settle(delivery: Delivery, rest: Pick<Delivery, 'attempts' | 'dueMs'> | null): Promise<void> {
    const work = new Work(coreOf(this.#parts.core, delivery.account ?? null))
    if (work.get(deliveries, delivery.id)) {
      if (rest) work.put(deliveries, { ...delivery, ...rest })
      else this.#finish(work, delivery)
    }
    await this.#parts.commit(work)
  }

  #finish(work: Work, delivery: Delivery): void {
    work.remove(deliveries, delivery.id)
    const event = work.get(events, delivery.eventId)
    if (event) work.put(events, { ...event, pending_webhooks: Math.max(0, event.pending_webhooks - 1) })
  }
}
