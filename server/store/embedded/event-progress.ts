import type { EventProgress } from '#server/store/port.ts'
import type { EventState, HandlerRun, HandlerState } from '#shared/domain/event.ts'
import { eventStates } from '#shared/domain/event-states.ts'
import { parseOwn } from './own-json.ts'

type RunTuple = readonly [
  handler: string,
  state: HandlerState,
  attempts: number,
  durationMs: number | null,
  nextAttemptAt: number | null,
  error: string | null,
  effect: string | null,
  finishedAt: number | null,
]

type ProgressTuple = readonly [state: EventState, note: string | null, runs: readonly RunTuple[]]

/** Progress as short text, for the journal and the index. */
export const encodeProgress = ({ state, handlers, note }: EventProgress): string => {
  const runs = handlers.map(
    (run): RunTuple => [
      run.handler,
      run.state,
      run.attempts,
      run.durationMs,
      run.nextAttemptAt,
      run.error,
      run.effect,
      run.finishedAt,
    ],
  )
  return JSON.stringify([state, note ?? null, runs] satisfies ProgressTuple)
}

const runOf = (tuple: RunTuple): HandlerRun => {
  const [handler, state, attempts, durationMs, nextAttemptAt, error, effect, finishedAt] = tuple
  return { handler, state, attempts, durationMs, nextAttemptAt, error, effect, finishedAt }
}

export const decodeProgress = (text: string): EventProgress => {
  const [state, note, runs] = parseOwn<ProgressTuple>(text)
  return { state, handlers: runs.map(runOf), note }
}

/** Nothing was done with the event yet. */
export const untouched: EventProgress = { state: 'received', handlers: [], note: null }

const stateNumbers = new Map(eventStates.map((state, index) => [state, index]))

export const stateNumber = (state: EventState): number => stateNumbers.get(state) ?? 0

export const stateOf = (number: number): EventState => eventStates[number] ?? 'received'

/** States that end an event's processing until somebody replays it. */
export const isSettled: Readonly<Record<EventState, boolean>> = {
  received: false,
  processing: false,
  retrying: false,
  processed: true,
  dead: true,
  no_handler: true,
  ignored: true,
}

export const hasFailedRun = (progress: EventProgress): boolean =>
  progress.handlers.some(({ state, error }) => state === 'retrying' || state === 'dead' || error !== null)

/** When a retrying event is due: its earliest retry, or at once when no run names a time. */
export const retryAt = (progress: EventProgress): number => {
  const times = progress.handlers.map(run => run.nextAttemptAt).filter(time => time !== null)
  return times.length === 0 ? 0 : Math.min(...times)
}
