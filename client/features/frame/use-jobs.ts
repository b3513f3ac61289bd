import { useQuery } from '@tanstack/react-query'
import { useRouter, useRouterState } from '@tanstack/react-router'
import { getWork } from '#client/lib/first-endpoints.ts'
import { endpointQuery } from '#client/lib/queries.ts'
import { useUser } from '#client/lib/session.ts'
import type { Work } from '#shared/api/work.ts'
import { isAt, type Job, jobsOf } from './jobs.ts'

export const workQuery = endpointQuery(getWork, {})

export interface JobsNow {
  jobs: readonly Job[]
  current: Job | undefined
  counts: Work['counts'] | undefined
}

/** The rail's jobs, the one that is open, and what waits in each. */
export function useJobs(): JobsNow {
  const { permissions } = useUser()
  const { routesByPath } = useRouter()
  const pathname = useRouterState({ select: state => state.location.pathname })
  const { data } = useQuery(workQuery)
  const jobs = jobsOf(permissions, to => Object.hasOwn(routesByPath, to))
  return { jobs, current: jobs.find(job => isAt(job, pathname)), counts: data?.counts }
}
