import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '#client/lib/api.ts'
import { endpointPages, endpointQuery } from '#client/lib/queries.ts'
import {
  getEvent,
  getEventPayload,
  getEventStats,
  listEvents,
  replayEvent,
  runBackfill,
} from '#shared/api/events.ts'
import type { EventFilters } from './events-search.ts'

const pageSize = 50

export const eventsQuery = (filters: EventFilters) =>
  endpointPages(listEvents, { query: { ...filters, limit: pageSize } })

export const eventStatsQuery = { ...endpointQuery(getEventStats, {}), refetchInterval: 30_000 }

export const eventQuery = (id: string) => endpointQuery(getEvent, { params: { id } })

/** The bytes never change, so they are read once. */
export const eventPayloadQuery = (id: string) => ({
  ...endpointQuery(getEventPayload, { params: { id } }),
  staleTime: Number.POSITIVE_INFINITY,
})

/** Lists what Stripe has and takes what is missing. */
export function useBackfill() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => call(runBackfill, {}),
    onSuccess: () => client.invalidateQueries({ queryKey: [getEventStats.name] }),
  })
}

/** Runs one handler again, or all of them. */
export function useReplay(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (handler: string | undefined) =>
      call(replayEvent, { params: { id }, body: handler === undefined ? {} : { handler } }),
    onSuccess: event => client.setQueryData(eventQuery(id).queryKey, event),
    onSettled: () => client.invalidateQueries({ queryKey: [listEvents.name] }),
  })
}
