import { endpointQuery } from '#client/lib/queries.ts'
import { search } from '#shared/api/search.ts'

/** What was made a moment ago must be found: an answer is never reused without asking again. */
export const searchQuery = (q: string) => ({ ...endpointQuery(search, { query: { q } }), staleTime: 0 })
