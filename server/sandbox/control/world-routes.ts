import { z } from 'zod'
import { ledgerEntries } from '#server/sandbox/core/ledger.ts'
import { type Scenario, scenarioBody } from '#server/sandbox/core/scenario.ts'
import { answerChallenge } from '#server/sandbox/resources/setup-intents/authenticate-setup.ts'
import { resources } from '#server/sandbox/resources.ts'
import type { Sandbox } from '#server/sandbox/sandbox.ts'
import { events } from '#server/sandbox/webhooks/event.ts'
import { paymentScenarios } from './payment-scenarios.ts'
import { type ControlRoute, NotFound } from './route.ts'

const clockBody = z.strictObject({ advanceMs: z.int().min(0) })
const resetBody = z.strictObject({ seed: z.string().min(1).optional() })
const authenticationBody = z.strictObject({ outcome: z.enum(['succeeded', 'failed']) })

const scenarios: Readonly<Record<string, Scenario>> = Object.assign(
  {},
  paymentScenarios,
  ...resources.map(resource => resource.scenarios ?? {}),
)

/** Plays a scenario as one change, and names its events beside what it made. */
async function play(sandbox: Sandbox, name: string, body: unknown): Promise<object> {
  const scenario = Object.hasOwn(scenarios, name) ? scenarios[name] : undefined
  if (!scenario) throw new NotFound(`The sandbox knows no scenario ${name}`)
  const wish = scenarioBody.parse(body)
  return await sandbox.perform(work => {
    const ids = scenario(work, wish)
    const made = work.changes.filter(change => change.kind === events && !change.before)
    return { ...ids, events: made.map(change => change.id) }
  })
}

const clockOf = ({ core: { clock } }: Sandbox): object => ({
  now: new Date(clock.nowMs()).toISOString(),
  aheadMs: clock.offsetMs,
})

/** Time, what happens in it, and beginning anew. */
export const worldRoutes: readonly ControlRoute[] = [
  {
    method: 'GET',
    path: '/ledger',
    answer: ({ core }) => ({ data: core.state.of(ledgerEntries).all.entries.map(({ item }) => item.facts) }),
  },
  { method: 'GET', path: '/clock', answer: clockOf },
  {
    method: 'POST',
    path: '/clock',
    async answer(sandbox, body) {
      await sandbox.advance(clockBody.parse(body).advanceMs)
      return clockOf(sandbox)
    },
  },
  {
    method: 'POST',
    path: '/reset',
    async answer(sandbox, body) {
      await sandbox.reset(resetBody.parse(body).seed)
      return { seed: sandbox.seed }
    },
  },
  {
    method: 'POST',
    path: '/scenarios/:name',
    answer: (sandbox, body, name) => play(sandbox, name, body),
  },
  {
    method: 'POST',
    path: '/authentications/:paymentIntent',
    answer(sandbox, body, id) {
      const passed = authenticationBody.parse(body).outcome === 'succeeded'
      return sandbox.perform(work => answerChallenge(work, id, passed))
    },
  },
]
