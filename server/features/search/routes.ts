import { type Route, route } from '#server/http/route.ts'
import * as api from '#shared/api/search.ts'
import { type SearchDeps, search } from './search.ts'

export const searchRoutes = (deps: SearchDeps): Route[] => [
  route(api.search, (context, { query }) => search(deps, context, query.q)),
]
