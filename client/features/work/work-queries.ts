import { getCharts, getWork } from '#client/lib/first-endpoints.ts'
import { endpointQuery } from '#client/lib/queries.ts'
import type { Role } from '#shared/domain/permissions.ts'

/** Without a role the reader's own work, under the same key as the rail's counts. */
export const workQuery = (role: Role | undefined) => endpointQuery(getWork, role ? { query: { role } } : {})

/** Figures of days: read once a minute at most. */
export const chartsQuery = { ...endpointQuery(getCharts, {}), staleTime: 60_000 }
