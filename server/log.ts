import pino from 'pino'
import type { Log } from '#server/ports.ts'
import { redact } from './redact.ts'

/** A Stripe error may carry whole objects in `raw` and `headers`: only its name, code and place are told. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return redact(String(error))
  const { name, message, stack } = error
  const extra = Object.fromEntries(
    ['code', 'type', 'statusCode', 'requestId']
      .filter(key => key in error)
      .map(key => [key, Reflect.get(error, key)]),
  )
  const frames = stack
    ?.split('\n')
    .slice(1, 8)
    .map(line => line.trim())
  return { name, message: redact(message), ...extra, frames }
}

/** JSON lines on standard output; values are redacted by what they look like, whatever their name. */
export function createLog(level: 'debug' | 'info' | 'warn' | 'error' | 'silent'): Log {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: label => ({ level: label }) },
    serializers: { error: describeError },
    hooks: {
      streamWrite: redact,
    },
  })
}
