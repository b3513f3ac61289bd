import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { webhookSecret } from './core/authenticate.ts'
import { builtInKinds, clockSettings } from './core/built-in-kinds.ts'
import type { SandboxRequest, SandboxResponse } from './core/exchange.ts'
import { instead, spoil } from './core/fault-script.ts'
import { type Fault, Faults } from './core/faults.ts'
import { Api } from './core/handle.ts'
import { IdSource } from './core/ids.ts'
import { JobRunner } from './core/job-runner.ts'
import { RateLimits } from './core/rate-limits.ts'
import { State } from './core/state.ts'
import { SandboxClock, systemTime, type Time } from './core/time.ts'
import { Work } from './core/work.ts'
import { PageServer } from './pages/page-server.ts'
import { type Journal, noJournal } from './persistence/journal.ts'
import { openJournal } from './persistence/open-journal.ts'
import { type Beginning, type CommitRecord, headerOf, recordOf } from './persistence/record.ts'
import { resources } from './resources.ts'
import { DeliveryWorker } from './webhooks/delivery-worker.ts'
import { buildEndpoint, endpointSecrets, webhookEndpoints } from './webhooks/endpoint.ts'
import { seedWorld } from './world/seed-world.ts'

export interface SandboxOptions {
  /** Names the seeded world: `empty` or a company. */
  readonly seed: string
  /** Its own directory, for what is applied on top of the world; without it nothing outlives the process. */
  readonly dataDir?: string | undefined
  /** Where browsers reach it, until `reachedAt` tells another. */
  readonly url?: string | undefined
  readonly time?: Time
  /** A journal longer than this is shortened at the start. */
  readonly compactAboveBytes?: number
  /** Told whenever the clock was moved, with how far it is ahead of real time. */
  readonly onTravel?: ((aheadMs: number) => void) | undefined
}

const kinds = [...builtInKinds, ...resources.flatMap(resource => resource.kinds)]
const operations = resources.flatMap(resource => resource.operations)
const pages = resources.flatMap(resource => resource.pages ?? [])
const jobHandlers = Object.assign({}, ...resources.map(resource => resource.jobs ?? {}))

/** The endpoint that stands in for one set up in the Dashboard; its secret is `whsec_sandbox`. */
const ownEndpoint = 'we_1NorthpostDesk'

const defaultUrl = 'http://127.0.0.1:4243'

const newRequestId = (): string => `req_${randomBytes(7).toString('hex')}`

/** The embedded Stripe: a state, its clock, the API over them, and what Stripe does by itself. */
export class Sandbox {
  readonly core: { state: State; ids: IdSource; clock: SandboxClock; site: { url: string } }
  readonly faults = new Faults()
  readonly rateLimits: RateLimits
  readonly deliveries: DeliveryWorker
  seed: string
  readonly #time: Time
  readonly #jobs: JobRunner
  readonly #api: Api
  readonly #pages: PageServer
  readonly #journal: Journal
  readonly #onTravel: (aheadMs: number) => void

  constructor(options: SandboxOptions) {
    const { seed, dataDir, url = defaultUrl, time = systemTime, compactAboveBytes = 2 ** 25 } = options
    this.#time = time
    this.#onTravel = options.onTravel ?? (() => {})
    this.seed = seed
    const clock = new SandboxClock(time)
    this.core = { state: new State(kinds), ids: new IdSource(seed), clock, site: { url } }
    this.#journal = this.#open({ seed, baseTimeMs: time.now() }, dataDir, compactAboveBytes)
    const commit = (work: Work) => this.commit(work)
    const settled = () => this.#journal.settled()
    this.#jobs = new JobRunner({ core: this.core, clock, time, handlers: jobHandlers, commit })
    this.deliveries = new DeliveryWorker({ core: this.core, clock, time, commit, settled })
    this.rateLimits = new RateLimits(() => time.now())
    this.#api = new Api(this.core, operations, commit, this.rateLimits)
    this.#pages = new PageServer(this.core, pages, commit)
    this.#wake()
  }

  /** Has pages named by this URL from now on, as its port is known only when it listens. */
  reachedAt(url: string): void {
    this.core.site.url = url
  }

  /** Answers one API request or shows one page, or misbehaves as a fault says. */
  async handle(request: SandboxRequest): Promise<SandboxResponse> {
    const requestId = newRequestId()
    const fault = this.faults.take(request.method, request.path.split('?', 1)[0] ?? '')
    if (!fault) return await this.#answer(request, requestId)
    const refused = instead(fault, request, requestId)
    if (!refused) return spoil(fault, await this.#answer(request, requestId, fault))
    await pause(fault.afterMs ?? 0)
    return refused
  }

  async #answer(request: SandboxRequest, requestId: string, fault?: Fault): Promise<SandboxResponse> {
    if (!this.#pages.answers(request)) return await this.#api.handle(request, requestId, fault)
    if (fault?.afterMs !== undefined && fault.kind !== 'drip') await pause(fault.afterMs)
    return await this.#pages.handle(request, requestId, fault)
  }

  /** Resolves when what the work changed is durable; a work that changed nothing waits for what it may have read. */
  async commit(work: Work): Promise<void> {
    if (work.changes.length === 0) return await this.#journal.settled()
    await this.#journal.append(recordOf(work))
    this.#wake()
  }

  /** One change from outside the API, durable before it is answered; a throw leaves nothing behind. */
  async perform<T>(change: (work: Work) => T): Promise<T> {
    const work = new Work(this.core, { id: newRequestId(), idempotencyKey: null })
    try {
      const result = change(work)
      await this.commit(work)
      return result
    } catch (error) {
      work.undo()
      throw error
    }
  }

  /** Where the sandbox's own endpoint is, if it was told. */
  get webhookUrl(): string | null {
    return this.core.state.get(webhookEndpoints, ownEndpoint)?.url ?? null
  }

  /** Has all events sent to `url`, also those that still wait for it. */
  async setWebhookUrl(url: string): Promise<void> {
    if (url === this.webhookUrl) return
    await this.perform(work => {
      const known = work.get(webhookEndpoints, ownEndpoint)
      const made = buildEndpoint(work, { id: ownEndpoint, url, enabled_events: ['*'] })
      work.put(webhookEndpoints, known ? { ...known, url } : made)
      if (!known) work.put(endpointSecrets, { id: ownEndpoint, secret: webhookSecret })
    })
  }

  /** Moves the clock on, and everything with it that time brings. */
  async advance(byMs: number): Promise<void> {
    this.#jobs.advance(byMs)
    const { offsetMs } = this.core.clock
    this.#onTravel(offsetMs)
    await this.perform(work => work.put(clockSettings, { id: 'clock', offsetMs }))
  }

  /** Back to the seeded world, of another seed if told; where events go stays as it was. */
  async reset(seed = this.seed): Promise<void> {
    const url = this.webhookUrl
    const beginning: Beginning = { seed, baseTimeMs: this.#time.now() }
    this.seed = seed
    this.faults.clear()
    this.rateLimits.clear()
    this.deliveries.attempts.clear()
    const world = this.#begin(beginning)
    this.#onTravel(0)
    await this.#journal.restart(headerOf(beginning, world))
    if (url !== null) await this.setWebhookUrl(url)
    this.#wake()
  }

  async close(): Promise<void> {
    this.#jobs.close()
    await this.deliveries.close()
    await this.#journal.close()
  }

  #wake(): void {
    this.#jobs.wake()
    this.deliveries.wake()
  }

  #open(fresh: Beginning, dataDir: string | undefined, compactAboveBytes: number): Journal {
    if (dataDir === undefined) {
      this.#begin(fresh)
      return noJournal
    }
    const { journal, header } = openJournal(dataDir, fresh, {
      begin: kept => this.#begin(kept),
      apply: record => this.#apply(record),
      compactAboveBytes,
    })
    this.seed = header.seed
    this.core.clock.offsetMs = this.core.state.get(clockSettings, 'clock')?.offsetMs ?? 0
    return journal
  }

  /** Answers what tells the seeded world from any other. */
  #begin({ seed, baseTimeMs }: Beginning): string {
    this.core.state = new State(kinds)
    this.core.ids = new IdSource(seed)
    this.core.clock.offsetMs = 0
    return seedWorld(this.core, { seed, baseTimeMs })
  }

  #apply({ ids, puts, removes }: CommitRecord): void {
    const { state } = this.core
    for (const [kind, id, account = null] of removes) state.in(account).named(kind)?.delete(id)
    for (const [kind, item, account = null] of puts) state.in(account).named(kind)?.put(item)
    this.core.ids.made = ids
  }
}
