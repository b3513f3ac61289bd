import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { builtInKinds, clockSettings } from './core/built-in-kinds.ts'
import type { SandboxRequest, SandboxResponse } from './core/exchange.ts'
import { Api } from './core/handle.ts'
import { IdSource } from './core/ids.ts'
import { JobRunner } from './core/job-runner.ts'
import { State } from './core/state.ts'
import { SandboxClock, systemTime, type Time } from './core/time.ts'
import { Work } from './core/work.ts'
import { type Journal, noJournal, openJournal } from './persistence/journal.ts'
import type { CommitRecord, Header } from './persistence/record.ts'
import { resources } from './resources.ts'
import { seedWorld } from './world/seed-world.ts'

export interface SandboxOptions {
  /** Names the seeded world: `empty` or a company. */
  readonly seed: string
  /** Where what is applied on top of the world is kept; without it nothing outlives the process. */
  readonly dataDir?: string | undefined
  readonly time?: Time
}

const kinds = [...builtInKinds, ...resources.flatMap(resource => resource.kinds)]
const operations = resources.flatMap(resource => resource.operations)
const jobHandlers = Object.assign({}, ...resources.map(resource => resource.jobs ?? {}))

/** The embedded Stripe: a state, its clock, and the API over them. */
export class Sandbox {
  readonly core: { state: State; ids: IdSource; clock: SandboxClock }
  readonly jobs: JobRunner
  readonly #time: Time
  readonly #api: Api
  readonly #journal: Journal
  #seed: string

  constructor({ seed, dataDir, time = systemTime }: SandboxOptions) {
    this.#time = time
    this.#seed = seed
    this.core = { state: new State(kinds), ids: new IdSource(seed), clock: new SandboxClock(time) }
    this.#journal = this.#open({ format: 1, seed, baseTimeMs: time.now() }, dataDir)
    const commit = (work: Work) => this.commit(work)
    this.jobs = new JobRunner(this.core, this.core.clock, time, jobHandlers, commit)
    this.#api = new Api(this.core, operations, commit)
    this.jobs.wake()
  }

  handle(request: SandboxRequest): Promise<SandboxResponse> {
    return this.#api.handle(request, `req_${randomBytes(9).toString('hex').slice(0, 14)}`)
  }

  /** Resolves when what the work changed is durable; a work that changed nothing waits for what it may have read. */
  async commit(work: Work): Promise<void> {
    if (work.changes.length === 0) return await this.#journal.settled()
    await this.#journal.append(this.#recordOf(work))
    this.jobs.wake()
  }

  /** Moves the clock on, and everything with it that time brings. */
  async advance(byMs: number): Promise<void> {
    this.jobs.advance(byMs)
    const work = new Work(this.core)
    work.put(clockSettings, { id: 'clock', offsetMs: this.core.clock.offsetMs })
    await this.commit(work)
  }

  /** Back to the seeded world, of another seed if told. */
  async reset(seed = this.#seed): Promise<void> {
    this.#seed = seed
    const header: Header = { format: 1, seed, baseTimeMs: this.#time.now() }
    this.#begin(header)
    await this.#journal.restart(header)
    this.jobs.wake()
  }

  async close(): Promise<void> {
    this.jobs.close()
    await this.#journal.close()
  }

  #open(fresh: Header, dataDir: string | undefined): Journal {
    if (dataDir === undefined) {
      this.#begin(fresh)
      return noJournal
    }
    const { journal, header } = openJournal(path.join(dataDir, 'sandbox'), fresh, {
      begin: header => this.#begin(header),
      apply: record => this.#apply(record),
    })
    this.#seed = header.seed
    this.core.clock.offsetMs = this.core.state.get(clockSettings, 'clock')?.offsetMs ?? 0
    return journal
  }

  #begin({ seed, baseTimeMs }: Header): void {
    this.core.state = new State(kinds)
    this.core.ids = new IdSource(seed)
    this.core.clock.offsetMs = 0
    seedWorld(this.core, { seed, baseTimeMs })
  }

  #apply({ ids, puts, removes }: CommitRecord): void {
    for (const [kind, id] of removes) this.core.state.named(kind)?.delete(id)
    for (const [kind, item] of puts) this.core.state.named(kind)?.put(item)
    this.core.ids.made = ids
  }

  #recordOf(work: Work): CommitRecord {
    const puts: [string, { readonly id: string }][] = []
    const removes: [string, string][] = []
    const seen = new Set<string>()
    for (const { kind, id } of work.changes) {
      const key = `${kind.name}\n${id}`
      if (seen.has(key)) continue
      seen.add(key)
      const item = this.core.state.get(kind, id)
      if (item) puts.push([kind.name, item])
      else removes.push([kind.name, id])
    }
    return { ids: this.core.ids.made, puts, removes }
  }
}
