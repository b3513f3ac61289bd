import { endpointPages, endpointQuery } from '#client/lib/queries.ts'
import { listAudit, verifyAudit } from '#shared/api/audit.ts'
import type { AuditSearch } from './audit-search.ts'

export const auditQuery = (search: AuditSearch) =>
  endpointPages(listAudit, { query: { ...search, limit: 50 } })

/** The whole chain is walked for it, so not at every glance. */
export const chainQuery = { ...endpointQuery(verifyAudit, {}), staleTime: 60_000 }
