import { beforeAll, describe, expect, test } from 'vitest'
import { builtInKinds } from '#server/sandbox/core/built-in-kinds.ts'
import type { Kind, Stored } from '#server/sandbox/core/kind.ts'
import { resources } from '#server/sandbox/resources.ts'
import { Sandbox } from '#server/sandbox/sandbox.ts'
import { events } from '#server/sandbox/webhooks/event.ts'
import { baseTimeMs, everything } from '#test/sandbox/seeded-world.ts'
import { check, type Violation } from './check.ts'
import { checkEvent } from './exchange.ts'
import { objectShapes } from './objects.ts'
import { watchConformance } from './watch.ts'

watchConformance()

/** Of each sort, evenly over all of them: the world is large, and its makers few. */
const samples = 25

let sandbox: Sandbox
beforeAll(() => {
  sandbox = new Sandbox({ seed: 'northpost', time: { now: () => baseTimeMs, after: () => () => {} } })
})

/** Kinds whose objects Stripe shows. */
const shown = [...builtInKinds, ...resources.flatMap(resource => resource.kinds)].filter(
  kind => objectShapes().has(kind.name) && kind !== events,
)

function grouped<T>(items: readonly T[], by: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(by(item))
    if (group) group.push(item)
    else groups.set(by(item), [item])
  }
  return groups
}

const spread = <T>(items: readonly T[]): T[] => {
  const step = Math.max(1, Math.floor(items.length / samples))
  return items.filter((_, at) => at % step === 0)
}

interface Sorted extends Stored {
  readonly status?: unknown
  readonly type?: unknown
  readonly reason?: unknown
}
const sortOf = ({ status, type, reason }: Sorted): string => [status, type, reason].join(' ')

function sampled(kind: Kind): Stored[] {
  return [...grouped(everything(sandbox.core.state, kind), sortOf).values()].flatMap(spread)
}

const told = (item: Stored, violations: readonly Violation[]): string[] =>
  violations.map(({ at, message }) => `${item.id} ${at}: ${message}`)
const wire = <T>(item: T): T => JSON.parse(JSON.stringify(item))

describe('in the seeded world', () => {
  test.each(shown.map(kind => [kind.name, kind] as const))(
    'each %s is what the SDK promises',
    (name, kind) => {
      const shape = objectShapes().get(name)
      if (!shape) throw new Error(`the SDK has no ${name}`)
      expect(sampled(kind).flatMap(item => told(item, check(shape, wire(item))))).toEqual([])
    },
  )

  test('each sort of event is what the SDK promises', () => {
    const items = everything(sandbox.core.state, events)
    const byType = grouped(items, ({ type }) => type)
    const chosen = [...byType.values()].flatMap(spread)
    expect(chosen.flatMap(event => told(event, checkEvent(wire(event))))).toEqual([])
    expect(byType.size).toBeGreaterThan(20)
  })

  test('every list shows its newest hundred as the SDK promises', async () => {
    const lists = resources
      .flatMap(resource => resource.operations)
      .filter(({ method, path }) => method === 'GET' && !path.includes(':'))
    const statuses = await Promise.all(
      lists.map(async ({ path }) => {
        const headers = { authorization: 'Bearer sk_test_sandbox' }
        const request = { method: 'GET', path: `${path}?limit=100`, headers, body: Buffer.alloc(0) }
        return (await sandbox.handle(request)).status
      }),
    )
    expect(statuses.filter(status => status === 200).length).toBeGreaterThan(10)
  })
})
