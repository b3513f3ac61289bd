import type { DeliveryAttempt } from '#shared/api/sandbox.ts'
import { controlOf, type SandboxDeps } from './sandbox-deps.ts'

const shown = 100

/** What the sandbox lately sent to webhook endpoints, the newest first. */
export async function listAttempts(deps: SandboxDeps): Promise<{ data: DeliveryAttempt[] }> {
  const { data } = await controlOf(deps).attempts()
  return {
    data: data.slice(0, shown).map(({ at, type, statusCode, nextAttemptAt, ...told }, place) => ({
      ...told,
      key: `${told.eventId}.${told.attempt}.${data.length - place}`,
      at: Date.parse(at),
      eventType: type,
      status: statusCode,
      nextAt: nextAttemptAt === null ? null : Date.parse(nextAttemptAt),
    })),
  }
}
