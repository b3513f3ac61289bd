import { type Route, route } from '#server/http/route.ts'
import { getCharts, getWork } from '#shared/api/work.ts'
import { getCharts as readCharts } from './get-charts.ts'
import { getWork as readWork } from './get-work.ts'
import type { WorkDeps } from './work-deps.ts'

export function workRoutes(deps: WorkDeps): Route[] {
  return [
    route(getWork, (context, { query }) => readWork(deps, context, query.role)),
    route(getCharts, () => readCharts(deps)),
  ]
}
