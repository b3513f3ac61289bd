import { type Job, unlessOvertaken } from './job.ts'
import type { Found } from './port.ts'
import { betweenLooksMs, cleanLooksNeeded, pendingLookMs, quietMs } from './schedule.ts'
import { sendOnce } from './send.ts'
import { append, lookedStep, step } from './steps.ts'
import type { StoredOperation } from './stored-operation.ts'
import { changed, keyOf, learn, mayRepeat } from './transitions.ts'

/**
 * Finds out what became of an unknown outcome: asks again with the same key while that key surely lives, then looks
 * through the object at Stripe. A new key is never sent from here.
 */
export async function findOut(job: Job): Promise<void> {
  if (!mayRepeat(job.leased, job.now())) return await lookAt(job)
  let isStillUnknown = false
  await sendOnce(job, after => {
    isStillUnknown = after.operation.state === 'unknown'
    return isStillUnknown
  })
  if (isStillUnknown) await lookAt(job)
}

/** Looks at Stripe whether it was done, and how it stands. */
export async function lookAt(job: Job): Promise<void> {
  const { kind, leased } = job
  const options = { operationId: leased.operation.id, idempotencyKey: keyOf(leased) }
  const found = await kind.find(leased.input, options)
  await job.write(unlessOvertaken(job, stored => afterLook(stored, found, job.now())))
}

function afterLook(stored: StoredOperation, found: Found, now: number): StoredOperation {
  if (found.type === 'unreadable') return lookLater(stored, now)
  if (found.type === 'absent')
    return stored.operation.state === 'unknown' ? missing(stored, now) : lookLater(stored, now)
  const learned = learn(stored, found.outcome, now)
  if (learned === stored) return lookLater(stored, now)
  const seen = 'status' in found.outcome ? found.outcome.status.replaceAll('_', ' ') : found.outcome.type
  return told(learned, now, `found, ${seen}`)
}

const told = (stored: StoredOperation, now: number, seen: string): StoredOperation =>
  changed(stored, now, {
    steps: append(stored.operation.steps, lookedStep(now, stored.operation.kind, seen)),
  })

function lookLater(stored: StoredOperation, now: number): StoredOperation {
  const isWaiting = stored.dueAt !== null && stored.dueAt > now
  const pauseMs = stored.operation.state === 'pending' ? pendingLookMs : betweenLooksMs
  const dueAt = isWaiting ? stored.dueAt : now + pauseMs
  return { ...changed(stored, now, { nextAttemptAt: dueAt }), dueAt }
}

/**
 * It is not there. That counts only when nothing was sent for a while, because a slow request may still be at work, and
 * only when two looks agree; then a person decides.
 */
function missing(stored: StoredOperation, now: number): StoredOperation {
  const seen = told(stored, now, 'not there')
  if (mayRepeat(stored, now)) return lookLater(seen, now)
  const lastEndedAt = stored.tries.at(-1)?.endedAt ?? now
  if (now - lastEndedAt < quietMs) return lookLater({ ...seen, cleanLooks: 0 }, now)
  const cleanLooks = stored.cleanLooks + 1
  if (cleanLooks < cleanLooksNeeded) return lookLater({ ...seen, cleanLooks }, now)
  const asked = step(now, 'needs_review', 'Not found at Stripe: a person must decide')
  const steps = append(seen.operation.steps, asked)
  return {
    ...changed(seen, now, { state: 'needs_review', steps, nextAttemptAt: null }),
    cleanLooks,
    dueAt: null,
  }
}
