import { afterEach, beforeEach, expect } from 'vitest'
import { Sandbox } from '#server/sandbox/sandbox.ts'
import { events } from '#server/sandbox/webhooks/event.ts'
import type { Violation } from './check.ts'
import { checkEvent, checkExchange } from './exchange.ts'

const found = new Set<string>()

/** A check that cannot be made is told like what it finds, instead of breaking the exchange off. */
function note(of: string, violations: () => readonly Violation[]): void {
  try {
    for (const { at, message } of violations()) {
      found.add(`${of}: ${at.replaceAll(/\[\d+\]/g, '[]')}: ${message}`)
    }
  } catch (error) {
    found.add(`${of}: ${String(error)}`)
  }
}

/**
 * Has every answer and every event of every sandbox in this file's tests held against the SDK's types; the test that
 * brought about a wrong one fails, and says which property of what.
 */
export function watchConformance(): void {
  const { handle, commit } = Sandbox.prototype
  Sandbox.prototype.handle = async function (request) {
    const response = await handle.call(this, request)
    const [path = ''] = request.path.split('?')
    note(`${request.method} ${path}`, () => checkExchange(request, response))
    return response
  }
  Sandbox.prototype.commit = async function (work) {
    for (const { state, kind, id, before } of work.changes) {
      const event = kind === events && !before ? state.get(events, id) : undefined
      if (event) note(event.type, () => checkEvent(JSON.parse(JSON.stringify(event))))
    }
    await commit.call(this, work)
  }
  beforeEach(() => found.clear())
  afterEach(() => {
    expect([...found], 'what the SDK does not promise').toEqual([])
  })
}
