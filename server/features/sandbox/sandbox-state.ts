import type { SandboxState } from '#shared/api/sandbox.ts'
import { controlOf, type SandboxDeps } from './sandbox-deps.ts'

/** The sandbox as it is now. @throws {Problem} when there is none, or it does not answer. */
export async function sandboxState(deps: SandboxDeps): Promise<SandboxState> {
  const control = controlOf(deps)
  const [clock, faults, deliveries] = await Promise.all([
    control.clock(),
    control.faults(),
    control.deliveries(),
  ])
  return {
    url: control.url,
    now: Date.parse(clock.now),
    aheadMs: clock.aheadMs,
    faults: faults.data,
    deliveries,
  }
}
