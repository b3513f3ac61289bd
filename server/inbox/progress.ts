import type { EventState, HandlerRun } from '#shared/domain/event.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute

/** How long a run waits after its first, second … failure. After the last one it is dead. */
const retryDelaysMs = [5 * second, 30 * second, 2 * minute, 10 * minute, hour, 6 * hour, 24 * hour] as const

export const mostAttempts = retryDelaysMs.length + 1

export const waitingRun = (handler: string): HandlerRun => ({
  handler,
  state: 'waiting',
  attempts: 0,
  durationMs: null,
  nextAttemptAt: null,
  error: null,
  effect: null,
  finishedAt: null,
})

/** The attempt is counted here, before it is made. */
export const startedRun = (run: HandlerRun): HandlerRun => ({
  ...run,
  state: 'processing',
  attempts: run.attempts + 1,
  nextAttemptAt: null,
})

/** Keeps the last error: an event that needed a second try stays one that had a failed run. */
export const doneRun = (
  run: HandlerRun,
  done: { effect: string | null; durationMs: number; now: number },
): HandlerRun => ({
  ...run,
  state: 'processed',
  effect: done.effect,
  durationMs: done.durationMs,
  finishedAt: done.now,
})

export function failedRun(
  run: HandlerRun,
  failed: { eventId: string; error: string; durationMs: number | null; now: number },
): HandlerRun {
  const { eventId, error, durationMs, now } = failed
  const delayMs = retryDelaysMs[run.attempts - 1]
  const ended = { ...run, effect: null, error, durationMs, finishedAt: now }
  if (delayMs === undefined) return { ...ended, state: 'dead', nextAttemptAt: null }
  const spread = spreadOf(`${eventId}:${run.handler}:${run.attempts}`)
  return { ...ended, state: 'retrying', nextAttemptAt: now + Math.round(delayMs * spread) }
}

/** The process ended during the run. The first time that is most likely a deployment, so it goes on at once. */
export function interruptedRun(run: HandlerRun, eventId: string, now: number): HandlerRun {
  const error = 'The desk stopped during this run'
  const failed = failedRun(run, { eventId, error, durationMs: null, now })
  return run.attempts === 1 ? { ...failed, nextAttemptAt: now } : failed
}

/** 0.8 to 1.2, so that a thousand events that failed together do not all come back together. The same for the same text. */
function spreadOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0
  return 0.8 + (0.4 * hash) / 0xffffffff
}

export const isDue = (run: HandlerRun, now: number): boolean =>
  run.state === 'waiting' || (run.state === 'retrying' && (run.nextAttemptAt ?? 0) <= now)

const settled = new Set<EventState>(['processed', 'dead', 'no_handler', 'ignored'])
/** Nothing more happens with the event unless somebody replays it. */
export const isSettled = (state: EventState): boolean => settled.has(state)

/** What the event as a whole says. A waiting run keeps it due; one that retries speaks before one that is dead. */
export function stateOfRuns(runs: readonly HandlerRun[]): EventState {
  const has = (state: HandlerRun['state']): boolean => runs.some(run => run.state === state)
  if (runs.length === 0) return 'no_handler'
  if (has('processing')) return 'processing'
  if (has('waiting')) return 'received'
  if (has('retrying')) return 'retrying'
  return has('dead') ? 'dead' : 'processed'
}
