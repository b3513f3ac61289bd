import type { AuditReader } from '#server/access/audit-port.ts'
import { type Route, route } from '#server/http/route.ts'
import { listAudit, verifyAudit } from '#shared/api/audit.ts'

export function auditRoutes({ audit }: { audit: AuditReader }): Route[] {
  return [route(listAudit, (_, { query }) => audit.list(query)), route(verifyAudit, () => audit.verify())]
}
