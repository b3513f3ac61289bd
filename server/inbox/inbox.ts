import type { Audit } from '#server/access/audit-port.ts'
import type { Context } from '#server/context.ts'
import { Problem } from '#server/problem.ts'
import type { EventRecord } from '#server/store/port.ts'
import { createSignatureVerifier } from '#server/stripe/signature.ts'
import type { EventSource } from '#shared/domain/event.ts'
import { readArrival } from './envelope.ts'
import type { RunnerDeps } from './event-runner.ts'
import type { Inbox, Receipt } from './inbox-port.ts'
import { isSettled, stateOfRuns, waitingRun } from './progress.ts'
import { IntakeTally } from './refusals.ts'
import { Worker } from './worker.ts'

export interface InboxDeps extends RunnerDeps {
  readonly audit: Audit
  /** Webhook secrets, all of them good: an old one stays while Stripe still signs with it. */
  readonly secrets: readonly string[]
}

/** Receives at once; processes from `start` to `stop`. @throws {Error} when no secret is given, or a blank one. */
export function createInbox(deps: InboxDeps): Inbox {
  const { clock, log } = deps
  const verify = createSignatureVerifier(deps.secrets)
  const tally = new IntakeTally(clock, log)
  const worker = new Worker(deps)

  const store = async (payload: Uint8Array, source: EventSource): Promise<Receipt> => {
    const arrival = readArrival(payload, { receivedAt: clock.now(), source })
    if (arrival === undefined) throw tally.refusal('unsupported_payload')
    const receipt = await deps.store.events.receive(arrival).catch((error: unknown) => {
      log.error({ eventId: arrival.id, error }, 'an event could not be made durable')
      throw tally.refusal('overloaded')
    })
    tally.counts[receipt] += 1
    if (receipt === 'stored') worker.poke()
    deps.changes.publish({ topic: 'event', id: arrival.id })
    return receipt
  }

  return {
    async receive(payload, signature) {
      const verdict = verify(payload, signature, clock.now())
      if (verdict === 'invalid') throw tally.refusal('invalid_signature')
      if (verdict === 'too_old') throw tally.refusal('timestamp_outside_tolerance')
      return store(payload, 'webhook')
    },
    addMissing: payload => store(payload, 'backfill'),
    replay: (context, eventId, handler) => replay(deps, worker, { context, eventId, handler }),
    tally: () => tally.counts,
    start: () => worker.start(),
    stop: () => worker.stop(),
  }
}

interface ReplayRequest {
  readonly context: Context
  readonly eventId: string
  readonly handler: string | undefined
}

async function replay(deps: InboxDeps, worker: Worker, request: ReplayRequest): Promise<void> {
  const { eventId } = request
  const known = await deps.store.events.get(eventId)
  if (known === undefined) throw new Problem('not_found', 'There is no such event here.', {})
  // Its end is written and may not be told yet.
  if (isSettled(known.state)) await worker.released(eventId)
  const held = await worker.holding(eventId, async () => {
    const event = (await deps.store.events.get(eventId)) ?? known
    await markForReplay(deps, event, request)
    return true
  })
  if (held === undefined) throw notNow('processing', 'It is being processed right now.')
  deps.changes.publish({ topic: 'event', id: eventId }, { topic: 'audit', id: null })
}

async function markForReplay(deps: InboxDeps, event: EventRecord, request: ReplayRequest): Promise<void> {
  const { context, handler } = request
  if (event.state === 'ignored') throw notNow('ignored', event.note ?? 'It was ignored.')
  if (handler !== undefined && !event.handlers.some(run => run.handler === handler))
    throw new Problem('not_found', 'This event has no such handler.', {})
  // Without a run, the handlers of today are asked again which of them want it.
  const runs = event.handlers.map(run =>
    handler === undefined || run.handler === handler
      ? { ...waitingRun(run.handler), attempts: run.attempts, error: run.error }
      : run,
  )
  const state = runs.length === 0 ? 'received' : stateOfRuns(runs)
  await deps.store.transact(async tx => {
    await tx.updateEvent(event.id, { state, handlers: runs, note: null })
    await deps.audit.append(tx, {
      actor: { type: 'user', person: context.user },
      action: 'event.replayed',
      outcome: 'done',
      subject: event.id,
      operationId: null,
      requestId: context.requestId,
      summary: `Ran ${handler ?? 'every handler'} of ${event.type} again`,
    })
  })
}

const notNow = (state: string, detail: string): Problem => new Problem('wrong_state', detail, { state })
