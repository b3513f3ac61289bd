import type { Audit } from '#server/access/audit-port.ts'
import type { Context } from '#server/context.ts'
import type { Backfill } from '#server/inbox/backfill.ts'
import { Problem } from '#server/problem.ts'
import type { SandboxControl } from './sandbox-control.ts'

export interface SandboxDeps {
  /** Null with a real Stripe. */
  readonly control: SandboxControl | null
  readonly audit: Audit
  readonly backfill: Pick<Backfill, 'run'>
  /** Reads all disputes again. */
  refillDisputes(): Promise<void>
}

/** @throws {Problem} `not_found` where the desk works on a real Stripe. */
export function controlOf({ control }: SandboxDeps): SandboxControl {
  if (control) return control
  throw new Problem(
    'not_found',
    'This desk works on a real Stripe account: there is no sandbox to steer.',
    {},
  )
}

/** Every hand at the sandbox is in the audit log: a trainer's fault must not be taken for Stripe's. */
export const noted = (
  { audit }: SandboxDeps,
  { user, requestId }: Context,
  action: string,
  summary: string,
) =>
  audit.record({
    actor: { type: 'user', person: user },
    action: `sandbox.${action}`,
    outcome: 'done',
    subject: null,
    operationId: null,
    requestId,
    summary,
  })
