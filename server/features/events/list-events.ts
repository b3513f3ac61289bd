import type { EventQuery } from '#server/store/port.ts'
import type { QueryOf, ReplyOf } from '#shared/api/endpoint.ts'
import type { listEvents as endpoint } from '#shared/api/events.ts'
import { summaryOf } from './event-summary.ts'
import type { EventsDeps } from './events-deps.ts'

type Query = QueryOf<typeof endpoint>

/** @throws {Problem} `invalid_request` for a cursor that no page gave. */
export async function listEvents(
  { store, names }: EventsDeps,
  query: Query,
): Promise<ReplyOf<typeof endpoint>> {
  const [page, counts] = await Promise.all([store.events.list(storeQuery(query)), store.events.counts()])
  const customers = await names.of(page.data)
  return {
    data: page.data.map(event => summaryOf(event, customers.get(event.id))),
    nextCursor: page.nextCursor,
    counts,
  }
}

function storeQuery({ type, state, object, customer, from, to, cursor, limit }: Query): EventQuery {
  return {
    ...(type !== undefined && { type }),
    ...(state !== undefined && { state }),
    ...(object !== undefined && { relatedTo: object }),
    ...(customer !== undefined && { customerId: customer }),
    ...(from !== undefined && { receivedFrom: from }),
    ...(to !== undefined && { receivedTo: to }),
    cursor,
    limit,
  }
}
