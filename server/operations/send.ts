import { isProblem, Problem } from '#server/problem.ts'
import type { Entry } from './book.ts'
import { type Job, unlessOvertaken } from './job.ts'
import type { Checked, Outcome } from './port.ts'
import { assertWithin } from './request.ts'
import { checkHoldsMs } from './schedule.ts'
import { append, step } from './steps.ts'
import { heldOn, type StoredOperation } from './stored-operation.ts'
import { beginCall, changed, endCall, keyOf } from './transitions.ts'

/** What was true when it was asked for may not be any more: after a while, and after an approval, all is checked again. */
export async function checkAndSend(job: Job): Promise<void> {
  const { operation, input } = job.leased
  const isFresh = operation.state === 'requested' && job.now() - operation.requestedAt < checkHoldsMs
  if (isFresh) return await sendOnce(job)
  let checked: Checked
  try {
    checked = await job.kind.check(input, { operationId: operation.id, rerun: true })
  } catch (error) {
    return await notNow(job, error)
  }
  const guard = (entry: Entry) => assertStillLeft(entry, checked, operation.id)
  const begun = await begin(job, guard).catch(error => notNow(job, error))
  if (begun) await finish(job, begun)
}

/** One call, written down before and after. */
export async function sendOnce(job: Job, keeps?: (after: StoredOperation) => boolean): Promise<void> {
  const begun = await begin(job)
  if (begun !== undefined) await finish(job, begun, keeps)
}

const begin = (job: Job, guard?: (entry: Entry) => Promise<void>): Promise<StoredOperation | undefined> =>
  job.write(
    unlessOvertaken(job, stored => beginCall(stored, job.now())),
    { keeps: () => true, ...(guard ? { guard } : {}) },
  )

async function finish(
  job: Job,
  begun: StoredOperation,
  keeps: (after: StoredOperation) => boolean = () => false,
): Promise<void> {
  const outcome = await call(job, begun)
  await job.write(stored => endCall(stored, outcome, job.now()), { keeps })
}

async function call({ kind, log }: Job, begun: StoredOperation): Promise<Outcome> {
  const operationId = begun.operation.id
  try {
    const outcome = await kind.send(begun.input, { operationId, idempotencyKey: keyOf(begun) })
    if (outcome.type === 'unknown') log.warn({ operationId, reason: outcome.reason }, 'outcome unknown')
    return outcome
  } catch (error) {
    // A kind never throws. If one does, nobody knows how far it had come.
    log.error({ operationId, error: nameOf(error) }, 'a kind threw while sending')
    return { type: 'unknown', reason: 'The desk failed while sending.', requestId: null, saved: false }
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error)

/** Held by others, whatever it is that we hold ourselves. @throws {Problem} `exceeds_refundable`. */
async function assertStillLeft(
  entry: Entry,
  { available, exposure, targetId }: Checked,
  id: string,
): Promise<void> {
  if (available === null || exposure === null) return
  assertWithin(exposure, available.amount - (await heldOn(entry.tx, targetId, available.counted, id)))
}

/** Stripe cannot be read: later. No longer possible: refused for good, and nothing is sent. */
async function notNow(job: Job, error: unknown): Promise<void> {
  if (!(error instanceof Problem)) throw error
  const at = job.now()
  if (isProblem(error, 'stripe_unavailable')) {
    const dueAt = at + error.facts.retryAfterMs
    const wait = (stored: StoredOperation) => ({ ...changed(stored, at, { nextAttemptAt: dueAt }), dueAt })
    await job.write(unlessOvertaken(job, wait))
  } else {
    await job.write(unlessOvertaken(job, stored => refuse(stored, error, at)))
  }
}

function refuse(stored: StoredOperation, problem: Problem, now: number): StoredOperation {
  const failure = { code: problem.code, message: problem.message, requestId: null }
  const steps = append(stored.operation.steps, step(now, 'refused', 'Checked again: no longer possible'))
  return { ...changed(stored, now, { state: 'refused', failure, steps, nextAttemptAt: null }), dueAt: null }
}
