import type { Context } from '#server/context.ts'
import type { SandboxState } from '#shared/api/sandbox.ts'
import { controlOf, noted, type SandboxDeps } from './sandbox-deps.ts'
import { sandboxState } from './sandbox-state.ts'

/** Stripe keeps events for 30 days: no stride may be so long that the desk could not list what it passed over. */
const strideMs = 20 * 24 * 60 * 60 * 1000

/** Lets `advanceMs` pass, stride by stride, so that no event gets lost on the way. */
export async function advanceClock(
  deps: SandboxDeps,
  context: Context,
  advanceMs: number,
): Promise<SandboxState> {
  const control = controlOf(deps)
  let leftMs = advanceMs
  for (; leftMs > strideMs; leftMs -= strideMs) {
    await control.advance(strideMs)
    await deps.backfill.run()
  }
  await control.advance(leftMs)
  const state = await sandboxState(deps)
  await noted(deps, context, 'clock_advanced', `Advanced to ${new Date(state.now).toISOString()}`)
  return state
}
