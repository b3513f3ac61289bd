import { type Route, route } from '#server/http/route.ts'
import {
  getEvent,
  getEventPayload,
  getEventStats,
  listEvents,
  replayEvent,
  runBackfill,
} from '#shared/api/events.ts'
import { eventStats } from './event-stats.ts'
import type { EventsDeps } from './events-deps.ts'
import { fillGaps } from './fill-gaps.ts'
import { eventPayload, getEvent as readEvent } from './get-event.ts'
import { listEvents as readEvents } from './list-events.ts'

export function eventRoutes(deps: EventsDeps): Route[] {
  return [
    route(listEvents, (_, { query }) => readEvents(deps, query)),
    route(getEventStats, () => eventStats(deps)),
    route(getEvent, (context, { params }) => readEvent(deps, context, params.id)),
    route(getEventPayload, (_, { params }) => eventPayload(deps, params.id)),
    route(runBackfill, context => fillGaps(deps, context)),
    route(replayEvent, async (context, { params, body }) => {
      await deps.inbox.replay(context, params.id, body.handler)
      return readEvent(deps, context, params.id)
    }),
  ]
}
