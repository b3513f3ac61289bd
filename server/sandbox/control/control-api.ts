import { z } from 'zod'
import { jsonResponse, type SandboxRequest, type SandboxResponse } from '#server/sandbox/core/exchange.ts'
import { faultKinds } from '#server/sandbox/core/faults.ts'
import { ledgerEntries } from '#server/sandbox/core/ledger.ts'
import { type Scenario, type ScenarioBody, scenarioBody } from '#server/sandbox/core/scenario.ts'
import { authenticate } from '#server/sandbox/resources/payment-intents/authenticate.ts'
import { paymentIntents } from '#server/sandbox/resources/payment-intents/payment-intent.ts'
import { resources } from '#server/sandbox/resources.ts'
import type { Sandbox } from '#server/sandbox/sandbox.ts'
import { events } from '#server/sandbox/webhooks/event.ts'
import { paymentScenarios } from './payment-scenarios.ts'

const faultBody = z.strictObject({
  method: z.string().default('*'),
  path: z.string().startsWith('/'),
  kind: z.enum(faultKinds),
  times: z.int().min(1).default(1),
  afterMs: z.int().min(0).optional(),
})
const rate = z.number().min(0).max(1)
const deliveryBody = z.strictObject({
  delayMs: z.int().min(0).optional(),
  dropRate: rate.optional(),
  duplicateRate: rate.optional(),
  reorder: z.boolean().optional(),
  paused: z.boolean().optional(),
  url: z.url().optional(),
})
const clockBody = z.strictObject({ advanceMs: z.int().min(0) })
const resetBody = z.strictObject({ seed: z.string().min(1).optional() })
const authenticationBody = z.strictObject({ outcome: z.enum(['succeeded', 'failed']) })

class NotFound extends Error {}

function ledgerOf(sandbox: Sandbox): object[] {
  return sandbox.core.state.of(ledgerEntries).all.entries.map(({ item }) => item.facts)
}

async function changeDeliveries(sandbox: Sandbox, body: unknown): Promise<object> {
  const { url, ...given } = deliveryBody.parse(body)
  if (url !== undefined) await sandbox.setWebhookUrl(url)
  const change = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  return { url: sandbox.webhookUrl, ...sandbox.deliveries.behave(change) }
}

const timeOf = ({ core: { clock } }: Sandbox): object => ({
  now: new Date(clock.nowMs()).toISOString(),
  aheadMs: clock.offsetMs,
})

async function advance(sandbox: Sandbox, body: unknown): Promise<object> {
  await sandbox.advance(clockBody.parse(body).advanceMs)
  return timeOf(sandbox)
}

async function reset(sandbox: Sandbox, body: unknown): Promise<object> {
  await sandbox.reset(resetBody.parse(body).seed)
  return { seed: sandbox.seed }
}

const scenarios: Readonly<Record<string, Scenario>> = Object.assign(
  {},
  paymentScenarios,
  ...resources.map(resource => resource.scenarios ?? {}),
)

/** Plays a scenario as one change, and names its events beside what it made. */
async function play(sandbox: Sandbox, scenario: Scenario, body: ScenarioBody): Promise<object> {
  return await sandbox.perform(work => {
    const ids = scenario(work, body)
    const made = work.changes.filter(change => change.kind === events && !change.before)
    return { ...ids, events: made.map(change => change.id) }
  })
}

type Answer = (sandbox: Sandbox, body: unknown) => object | Promise<object>

const routes: Readonly<Record<string, Answer>> = {
  'GET /ledger': sandbox => ({ data: ledgerOf(sandbox) }),
  'GET /faults': sandbox => ({ data: sandbox.faults.list() }),
  'POST /faults': (sandbox, body) => {
    const fault = faultBody.parse(body)
    sandbox.faults.add(fault)
    return fault
  },
  'DELETE /faults': sandbox => {
    sandbox.faults.clear()
    return { data: [] }
  },
  'GET /deliveries': sandbox => ({ url: sandbox.webhookUrl, ...sandbox.deliveries.behaviour }),
  'POST /deliveries': changeDeliveries,
  'GET /clock': timeOf,
  'POST /clock': advance,
  'POST /reset': reset,
}

async function answer(sandbox: Sandbox, method: string, path: string, body: unknown): Promise<object> {
  const key = `${method} ${path}`
  const route = Object.hasOwn(routes, key) ? routes[key] : undefined
  if (route) return await route(sandbox, body)
  const [, collection, name] = path.split('/')
  if (method === 'POST' && collection === 'scenarios' && name !== undefined) {
    const scenario = Object.hasOwn(scenarios, name) ? scenarios[name] : undefined
    if (scenario) return await play(sandbox, scenario, scenarioBody.parse(body))
  }
  if (method === 'POST' && collection === 'authentications' && name !== undefined) {
    const passed = authenticationBody.parse(body).outcome === 'succeeded'
    return await sandbox.perform(work => authenticate(work, work.need(paymentIntents, name), passed))
  }
  throw new NotFound(`The sandbox's control API has no ${method} /_sandbox${path}`)
}

/** A page of some other site must not steer the sandbox of whoever looks at it; programs send no `Origin`. */
function isForeign({ headers }: SandboxRequest): boolean {
  const { origin, host } = headers
  return origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host)
}

/** The control API, below `/_sandbox`: JSON in and out, a refusal is 400 `{error: {message}}`. */
export async function control(sandbox: Sandbox, request: SandboxRequest): Promise<SandboxResponse> {
  const path = request.path.slice('/_sandbox'.length).split('?', 1)[0] ?? ''
  if (isForeign(request)) return jsonResponse(403, { error: { message: 'Not from another site.' } })
  try {
    const body: unknown = request.body.length === 0 ? {} : JSON.parse(request.body.toString('utf8'))
    return jsonResponse(200, await answer(sandbox, request.method, path, body))
  } catch (error) {
    if (error instanceof NotFound) return jsonResponse(404, { error: { message: error.message } })
    const message = error instanceof z.ZodError ? z.prettifyError(error) : String(error)
    return jsonResponse(400, { error: { message } })
  }
}
