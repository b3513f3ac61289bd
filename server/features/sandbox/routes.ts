import { type Route, route } from '#server/http/route.ts'
import * as endpoints from '#shared/api/sandbox.ts'
import { advanceClock } from './advance-clock.ts'
import { listAttempts } from './list-attempts.ts'
import { listLedger } from './list-ledger.ts'
import { controlOf, noted, type SandboxDeps } from './sandbox-deps.ts'
import { sandboxState } from './sandbox-state.ts'

export const sandboxRoutes = (deps: SandboxDeps): Route[] => [
  route(endpoints.getSandbox, () => sandboxState(deps)),
  route(endpoints.listSandboxLedger, (_, { query }) => listLedger(deps, query)),
  route(endpoints.listSandboxDeliveries, () => listAttempts(deps)),
  route(endpoints.playScenario, async (context, { params: { name }, body }) => {
    const { events, ...ids } = await controlOf(deps).play(name, body)
    const made = Object.entries(ids).flatMap(([what, id]) => (typeof id === 'string' ? [{ what, id }] : []))
    const told = made.map(({ id }) => id).join(', ')
    await noted(deps, context, 'scenario_played', `Played ${name}: ${told || `${events.length} events`}`)
    return { made, events: events.length }
  }),
  route(endpoints.addFault, async (context, { body }) => {
    await controlOf(deps).addFault(body)
    const { method, path, kind, times } = body
    await noted(deps, context, 'fault_added', `${kind} for the next ${times} of ${method} ${path}`)
    return await sandboxState(deps)
  }),
  route(endpoints.clearFaults, async context => {
    await controlOf(deps).clearFaults()
    await noted(deps, context, 'faults_cleared', 'No fault waits')
    return await sandboxState(deps)
  }),
  route(endpoints.changeDeliveries, async (context, { body }) => {
    await controlOf(deps).changeDeliveries(body)
    await noted(deps, context, 'deliveries_changed', JSON.stringify(body))
    return await sandboxState(deps)
  }),
  route(endpoints.advanceClock, (context, { body }) => advanceClock(deps, context, body.advanceMs)),
  route(endpoints.resetSandbox, async context => {
    await controlOf(deps).reset()
    await noted(deps, context, 'reset', 'Back to the world as it was made up')
    await deps.refillDisputes()
    return await sandboxState(deps)
  }),
]
