import type { AuditReader } from '#server/access/audit-port.ts'
import { type Route, route } from '#server/http/route.ts'
import { Problem } from '#server/problem.ts'
import { InvalidCursorError } from '#server/store/port.ts'
import { listAudit, verifyAudit } from '#shared/api/audit.ts'

export function auditRoutes({ audit }: { audit: AuditReader }): Route[] {
  return [
    route(listAudit, (_, { query }) => audit.list(query).catch(refuseCursor)),
    route(verifyAudit, () => audit.verify()),
  ]
}

function refuseCursor(error: unknown): never {
  if (!(error instanceof InvalidCursorError)) throw error
  const message = 'This is no cursor of this list.'
  throw new Problem('invalid_request', message, { issues: [{ path: 'cursor', message }] })
}
