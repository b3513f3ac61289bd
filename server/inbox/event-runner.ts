import type { Changes, Clock, Log } from '#server/ports.ts'
import type { EventRecord, Store } from '#server/store/port.ts'
import type { HandlerRun } from '#shared/domain/event.ts'
import { readReceived } from './envelope.ts'
import { failureInWords } from './failure-in-words.ts'
import type { EventHandler, HandlerResult, ReceivedEvent } from './handler.ts'
import type { Mode } from './inbox-port.ts'
import { mismatchOf } from './mismatch.ts'
import { doneRun, failedRun, isDue, isSettled, startedRun, stateOfRuns, waitingRun } from './progress.ts'

export interface RunnerDeps {
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
  readonly changes: Changes
  readonly handlers: readonly EventHandler[]
  readonly mode: Mode
}

/** A run that takes longer has hung: it counts as failed, so that its object's other events go on. */
const longestRunMs = 60_000

/** A handler's success that is not yet durable: it is written together with the start of the next run. */
interface Finished {
  readonly run: HandlerRun
  readonly result: HandlerResult
}

/** Runs what is due of one event, handler by handler. Nobody else may touch the event's progress meanwhile. */
export class EventRunner {
  readonly #deps: RunnerDeps

  constructor(deps: RunnerDeps) {
    this.#deps = deps
  }

  /** `goOn` is asked before each handler: what was not started stays waiting. @throws when the store is broken. */
  async run(id: string, goOn: () => boolean): Promise<void> {
    const { store, clock, handlers, mode } = this.#deps
    const event = await store.events.get(id)
    if (event === undefined || isSettled(event.state)) return
    const mismatch = mismatchOf(event, mode)
    if (mismatch !== null) return this.#ignore(event, mismatch)
    const wanted = handlers.filter(handler => handler.wants(event.type)).map(({ name }) => waitingRun(name))
    const runs = event.handlers.length > 0 ? [...event.handlers] : wanted
    if (runs.length === 0) await this.#save(event, runs, undefined)
    else if (runs.some(run => isDue(run, clock.now()))) await this.#runDue(event, runs, goOn)
    this.#tell(event, runs)
  }

  async #runDue(event: EventRecord, runs: HandlerRun[], goOn: () => boolean): Promise<void> {
    const { store, clock } = this.#deps
    const payload = await store.events.payload(event.id)
    if (payload === undefined) throw new Error(`The payload of ${event.id} is missing`)
    const received = readReceived(payload)
    let finished: Finished | undefined
    for (const [index, run] of runs.entries()) {
      if (!isDue(run, clock.now()) || !goOn()) continue
      const started = startedRun(run)
      runs[index] = started
      await this.#save(event, runs, finished)
      const outcome = await this.#attempt(received, started)
      finished = 'result' in outcome ? outcome : undefined
      runs[index] = outcome.run
    }
    await this.#save(event, runs, finished)
  }

  async #attempt(event: ReceivedEvent, run: HandlerRun): Promise<Finished | { run: HandlerRun }> {
    const { clock, handlers, log } = this.#deps
    const startedAt = clock.now()
    try {
      const handler = handlers.find(({ name }) => name === run.handler)
      if (handler === undefined) throw new Error('There is no handler of this name any more')
      const result = await this.#withinTime(handler.run(event))
      const now = clock.now()
      return { run: doneRun(run, { effect: result.effect, durationMs: now - startedAt, now }), result }
    } catch (cause) {
      const now = clock.now()
      const error = failureInWords(cause)
      log.warn({ eventId: event.id, handler: run.handler, attempt: run.attempts, error }, 'a handler failed')
      return { run: failedRun(run, { eventId: event.id, error, durationMs: now - startedAt, now }) }
    }
  }

  /** Writes the progress and, in the same transaction, what the last handler wants written. */
  async #save(event: EventRecord, runs: HandlerRun[], finished: Finished | undefined): Promise<void> {
    const { store, clock, log } = this.#deps
    try {
      await store.transact(async tx => {
        await finished?.result.commit?.(tx)
        await tx.updateEvent(event.id, { state: stateOfRuns(runs), handlers: runs, note: null })
      })
    } catch (cause) {
      if (finished?.result.commit === undefined) throw cause
      // The handler's own change was refused: that is its failure. If the store itself is broken, this throws too.
      const error = failureInWords(cause)
      log.warn({ eventId: event.id, handler: finished.run.handler, error }, 'a handler’s change failed')
      const index = runs.findIndex(({ handler }) => handler === finished.run.handler)
      const { durationMs } = finished.run
      runs[index] = failedRun(finished.run, { eventId: event.id, error, durationMs, now: clock.now() })
      return this.#save(event, runs, undefined)
    }
    finished?.result.committed?.()
  }

  async #ignore(event: EventRecord, note: string): Promise<void> {
    this.#deps.log.warn(
      { eventId: event.id, type: event.type, account: event.account },
      'an event was ignored',
    )
    await this.#deps.store.transact(tx =>
      tx.updateEvent(event.id, { state: 'ignored', handlers: event.handlers, note }),
    )
    this.#deps.changes.publish({ topic: 'event', id: event.id })
  }

  #tell(event: EventRecord, runs: readonly HandlerRun[]): void {
    this.#deps.changes.publish({ topic: 'event', id: event.id })
    if (runs.some(({ error }) => error !== null)) this.#deps.changes.publish({ topic: 'work', id: null })
  }

  #withinTime<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const cancel = this.#deps.clock.after(longestRunMs, () =>
        reject(new Error(`It did not end within ${longestRunMs / 1000} s`)),
      )
      work.then(resolve, reject).finally(cancel)
    })
  }
}
