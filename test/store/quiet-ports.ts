import type { Clock, Log } from '#server/ports.ts'

/** A clock that stands still and runs no task. */
export const stillClock: Clock = { now: () => 0, after: () => () => undefined }

export interface LogLine {
  readonly level: keyof Log
  readonly facts: Record<string, unknown>
  readonly message: string
}

/** A log that keeps what it is told. */
export const keptLog = (): Log & { readonly lines: LogLine[] } => {
  const lines: LogLine[] = []
  const at =
    (level: keyof Log) =>
    (facts: Record<string, unknown>, message: string): void => {
      lines.push({ level, facts, message })
    }
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}
