import fc from 'fast-check'
import { expect, test } from 'vitest'
import { control } from '#server/sandbox/control/control-api.ts'
import { builtInKinds } from '#server/sandbox/core/built-in-kinds.ts'
import type { State } from '#server/sandbox/core/state.ts'
import { resources } from '#server/sandbox/resources.ts'
import { temporaryDirectory } from '#test/sandbox/temporary-directory.ts'
import { type FrozenSandbox, inFrozenTime } from './frozen-sandbox.ts'
import { anyStep, type Company, type Step } from './money-steps.ts'

const kinds = [...builtInKinds, ...resources.flatMap(resource => resource.kinds)]

/** All that a sandbox holds, kind by kind; only the ids of requests are not the seed's. */
function dumpOf(state: State, accounts: readonly string[]): Record<string, unknown> {
  const dump = [null, ...accounts].flatMap(account =>
    kinds.map(kind => {
      const items = state
        .in(account)
        .of(kind)
        .all.entries.map(({ item }) => item)
      return [
        `${account} ${kind.name}`,
        JSON.stringify(items).replaceAll(/req_\w+|stripe-node-retry-[\w-]+/g, ''),
      ]
    }),
  )
  return Object.fromEntries(dump)
}

async function played(
  steps: readonly Step[],
  seed: string,
  dataDir?: string,
): Promise<Record<string, unknown>> {
  return await inFrozenTime({ seed, ...(dataDir ? { dataDir } : {}) }, async frozen => {
    const company: Company = { ...frozen, intents: [], accounts: [] }
    for (const step of steps) await step(company).catch(() => undefined)
    return dumpOf(frozen.sandbox.core.state, company.accounts)
  })
}

const steps = fc.array(anyStep, { minLength: 3, maxLength: 20 })

test('the same commands on the same seed give the same state', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async commands => {
      expect(await played(commands, 'empty')).toEqual(await played(commands, 'empty'))
    }),
    { numRuns: 8 },
  )
}, 60_000)

test('and a restart holds the same state as before it', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async commands => {
      const dataDir = temporaryDirectory()
      const accounts: string[] = []
      const before = await inFrozenTime({ dataDir }, async frozen => {
        for (const step of commands) await step({ ...frozen, intents: [], accounts }).catch(() => undefined)
        return dumpOf(frozen.sandbox.core.state, accounts)
      })
      const after = await inFrozenTime({ dataDir }, async ({ sandbox }) =>
        dumpOf(sandbox.core.state, accounts),
      )
      expect(after).toEqual(before)
    }),
    { numRuns: 8 },
  )
}, 60_000)

const scenarios = [
  'payment',
  'decline',
  'three-d-secure',
  'dispute',
  'inquiry',
  'early-fraud-warning',
  'late-refund-failure',
  'renewal',
  'failed-renewal',
  'cancellation',
  'burst',
]

async function act({ sandbox }: FrozenSandbox, scenario: string): Promise<Record<string, unknown>> {
  const path = `/_sandbox/scenarios/${scenario}`
  const answer = await control(sandbox, { method: 'POST', path, headers: {}, body: Buffer.alloc(0) })
  expect(answer.status, scenario).toBe(200)
  return JSON.parse(answer.body.toString('utf8'))
}

test('the same scenarios in the same order make the same ids, and others than those before', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...scenarios), { minLength: 1, maxLength: 6 }), async names => {
      const once = () =>
        inFrozenTime({}, async frozen => {
          const told: Record<string, unknown>[] = []
          for (const name of names) told.push(await act(frozen, name))
          return told
        })
      const told = await once()
      expect(await once()).toEqual(told)
      const events = told.flatMap(({ events: ids }) => ids)
      expect(new Set(events).size).toBe(events.length)
    }),
    { numRuns: 10 },
  )
}, 60_000)

test.each(scenarios)('the scenario %s makes its objects, and events about them', async name => {
  await inFrozenTime({}, async frozen => {
    const { events, ...made } = await act(frozen, name)
    const { state } = frozen.sandbox.core
    expect(events).not.toEqual([])
    for (const [word, id] of Object.entries(made)) {
      // A payment that waits for its customer has no charge yet.
      if (id !== null) expect(state.find(String(id))?.item, `${word} ${id}`).toBeDefined()
    }
    expect(Object.keys(made)).toContain('customer')
  })
})
