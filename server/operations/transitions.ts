import type { Operation, OperationState } from '#shared/domain/operation.ts'
import type { Outcome } from './port.ts'
import { afterBusyMs, afterUnknownMs, keyLivesMs, pendingLookMs } from './schedule.ts'
import { append, replaceRunning, sendingText, sentStep, step } from './steps.ts'
import type { Attempt, StoredOperation } from './stored-operation.ts'

/** How an operation goes from one state to the next. Pure: what is true before gives what is true after. */

type Change = Partial<Operation>

export const changed = (stored: StoredOperation, now: number, change: Change): StoredOperation => ({
  ...stored,
  operation: { ...stored.operation, ...change, updatedAt: now },
})

/** The state, with when something next happens by itself. */
function due(stored: StoredOperation, now: number, dueAt: number | null, change: Change): StoredOperation {
  return { ...changed(stored, now, { ...change, nextAttemptAt: dueAt }), dueAt }
}

export const keyOf = ({ operation, generation }: StoredOperation): string =>
  `op:${operation.id}:g${generation}`

export const triesOfKey = ({ tries, generation }: StoredOperation): readonly Attempt[] =>
  tries.filter(attempt => attempt.generation === generation)

/** Whether an earlier call with the present key may have been carried out without our knowing. */
const mayHaveHappened = (attempt: Attempt): boolean => attempt.result === 'unknown' || attempt.result === null

/** Written before the call is made: a call that nobody wrote down was never made. */
export function beginCall(stored: StoredOperation, now: number): StoredOperation {
  const attempt: Attempt = {
    generation: stored.generation,
    idempotencyKey: keyOf(stored),
    startedAt: now,
    endedAt: null,
    result: null,
    answered: false,
  }
  const { state, steps } = stored.operation
  const number = triesOfKey(stored).length + 1
  const next = changed(stored, now, {
    state: state === 'unknown' ? 'unknown' : 'sending',
    attempts: stored.tries.length + 1,
    nextAttemptAt: null,
    steps: append(steps, step(now, 'sending', sendingText(number))),
  })
  return { ...next, tries: [...stored.tries, attempt] }
}

/** What the call's outcome makes of it. Where an event was faster, only the step is told. */
export function endCall(stored: StoredOperation, outcome: Outcome, now: number): StoredOperation {
  const tries = triesOfKey(stored)
  const doubtful = tries.slice(0, -1).some(mayHaveHappened)
  const meant = outcome.type === 'failed' && outcome.atDoor && doubtful ? unclear(outcome) : outcome
  const answered =
    meant.type === 'succeeded' ||
    meant.type === 'pending' ||
    ('requestId' in meant && meant.requestId !== null)
  const ended: StoredOperation = {
    ...stored,
    tries: stored.tries.with(-1, { ...lastOf(stored), endedAt: now, result: meant.type, answered }),
  }
  const steps = replaceRunning(stored.operation.steps, sentStep(now, tries.length, meant))
  const told = changed(ended, now, { steps })
  if (stored.operation.state !== 'sending' && stored.operation.state !== 'unknown') return told
  return settle(told, meant, now, doubtful)
}

const lastOf = ({ tries }: StoredOperation): Attempt => {
  const last = tries.at(-1)
  if (last === undefined) throw new Error('A call ended that was not begun')
  return last
}

/** Refused for its API key: that tells nothing of an earlier try with the same idempotency key. */
const unclear = ({ message, requestId }: Outcome & { type: 'failed' }): Outcome => ({
  type: 'unknown',
  reason: message,
  requestId,
  saved: false,
})

function settle(stored: StoredOperation, outcome: Outcome, now: number, doubtful: boolean): StoredOperation {
  const { id } = stored.operation
  const count = triesOfKey(stored).length
  switch (outcome.type) {
    case 'retry': {
      const dueAt = now + afterBusyMs(id, count, outcome.afterMs)
      return due(stored, now, dueAt, { state: doubtful ? 'unknown' : 'sending' })
    }
    case 'unknown': {
      const failure = { code: null, message: outcome.reason, requestId: outcome.requestId }
      const next = due(stored, now, now + afterUnknownMs(id, count), { state: 'unknown', failure })
      return { ...next, keySpent: stored.keySpent || outcome.saved || repliesError(stored) }
    }
    default:
      return ends(stored, outcome, now)
  }
}

/** Three answers that told nothing are taken for a saved error, where Stripe does not say that it is one. */
const repliesError = (stored: StoredOperation): boolean =>
  triesOfKey(stored).filter(({ result, answered }) => result === 'unknown' && answered).length >= 3

type End = Outcome & { type: 'succeeded' | 'pending' | 'failed' }

function ends(stored: StoredOperation, outcome: End, now: number): StoredOperation {
  if (outcome.type === 'failed') {
    const { code, message, requestId, resultId } = outcome
    return due(stored, now, null, {
      state: 'failed',
      resultId: resultId ?? stored.operation.resultId,
      resultStatus: resultId === null ? stored.operation.resultStatus : 'failed',
      failure: { code, message, requestId },
    })
  }
  const { type, resultId, status } = outcome
  const dueAt = type === 'pending' ? now + pendingLookMs : null
  return due(stored, now, dueAt, { state: type, resultId, resultStatus: status, failure: null })
}

/** The process ended while a call ran: whether Stripe carried it out is not known. */
export function afterCrash(stored: StoredOperation, now: number): StoredOperation {
  const outcome: Outcome = {
    type: 'unknown',
    reason: 'The desk stopped before Stripe’s answer came.',
    requestId: null,
    saved: false,
  }
  return { ...endCall(stored, outcome, now), dueAt: now }
}

export const isInterrupted = ({ tries, operation }: StoredOperation): boolean =>
  tries.at(-1)?.endedAt === null && (operation.state === 'sending' || operation.state === 'unknown')

/** Whether the same key may be sent again: it surely lives, and can still answer something else. */
export function mayRepeat(stored: StoredOperation, now: number): boolean {
  const first = triesOfKey(stored)[0]
  return !stored.keySpent && (first === undefined || now - first.startedAt < keyLivesMs)
}

const open = new Set<OperationState>(['sending', 'unknown', 'needs_review', 'pending'])

/**
 * What a look at Stripe, or an event, showed to be true now. It ends what was open, undoes what had succeeded and failed
 * since, and corrects what was thought not to have happened. The same object if nothing new was shown.
 */
export function learn(stored: StoredOperation, outcome: Outcome, now: number): StoredOperation {
  const { state, resultStatus } = stored.operation
  if (outcome.type === 'retry' || outcome.type === 'unknown') return stored
  if (outcome.type === 'failed') {
    if (outcome.resultId === null) return stored
    if (state === 'succeeded') return { ...changed(ends(stored, outcome, now), now, { state: 'reversed' }) }
    return open.has(state) ? ends(stored, outcome, now) : stored
  }
  if (outcome.type === 'pending') {
    const isNew = state === 'pending' ? resultStatus !== outcome.status : open.has(state)
    return isNew ? ends(stored, outcome, now) : stored
  }
  const isWrong = state === 'failed' && stored.operation.resultId === null
  return open.has(state) || isWrong ? ends(stored, outcome, now) : stored
}
