import type { Resource } from '#server/sandbox/core/operation.ts'
import { configurations } from './configuration.ts'
import { configurationOperations } from './configuration-operations.ts'
import { portalRoutes } from './page/portal-routes.ts'
import { portalSessions } from './portal-session.ts'
import { sessionOperations } from './session-operations.ts'

export const billingPortalResource: Resource = {
  kinds: [configurations, portalSessions],
  operations: [...configurationOperations, ...sessionOperations],
  pages: portalRoutes,
}
