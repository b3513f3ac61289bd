import type { Directory } from './access/accounts.ts'
import type { Sessions } from './access/sessions.ts'
import type { SignInLimit } from './access/sign-in-limit.ts'
import type { Engines } from './engines.ts'
import { auditRoutes } from './features/audit/routes.ts'
import { customerRoutes } from './features/customers/routes.ts'
import { disputeRoutes } from './features/disputes/routes.ts'
import { createCustomerNames } from './features/events/customer-names.ts'
import { eventRoutes } from './features/events/routes.ts'
import { invoiceRoutes } from './features/invoices/routes.ts'
import { operationRoutes } from './features/operations/routes.ts'
import { paymentRoutes } from './features/payments/routes.ts'
import { refundRoutes } from './features/refunds/routes.ts'
import { sandboxRoutes } from './features/sandbox/routes.ts'
import { SandboxControl } from './features/sandbox/sandbox-control.ts'
import { searchRoutes } from './features/search/routes.ts'
import { sessionRoutes } from './features/session/routes.ts'
import { subscriptionRoutes } from './features/subscriptions/routes.ts'
import { timelineRoutes } from './features/timeline/routes.ts'
import { workRoutes } from './features/work/routes.ts'
import type { Route } from './http/route.ts'
import type { World } from './world.ts'

export interface FeatureDeps extends World, Engines {
  readonly sessions: Sessions
  readonly directory: Directory
  readonly limit: SignInLimit
}

/** Every verb of every feature; the mount refuses to start when one of the contract's endpoints is missing. */
export function featureRoutes(deps: FeatureDeps): Route[] {
  const { settings, reader, disputes, store, sandbox } = deps
  const account = () => reader.account().catch(() => null)
  return [
    ...sessionRoutes({ ...deps, mode: settings.mode, account }),
    ...searchRoutes({ ...deps, events: store.events }),
    ...customerRoutes(deps),
    ...paymentRoutes(deps),
    ...subscriptionRoutes(deps),
    ...invoiceRoutes(deps),
    ...timelineRoutes(deps),
    ...refundRoutes(deps),
    ...operationRoutes(deps),
    ...disputeRoutes({ ...deps, book: disputes, disputeReads: reader }),
    ...eventRoutes({ ...deps, names: createCustomerNames(deps) }),
    ...workRoutes({ ...deps, history: reader }),
    ...auditRoutes(deps),
    ...sandboxRoutes({
      ...deps,
      control: sandbox && new SandboxControl(sandbox.url),
      refillDisputes: disputes.refill,
    }),
  ]
}
