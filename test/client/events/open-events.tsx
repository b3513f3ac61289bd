import { QueryClientProvider } from '@tanstack/react-query'
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router'
import { cleanup, render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { EventsPage } from '#client/features/events/events-page.tsx'
import { readEventsSearch } from '#client/features/events/events-search.ts'
import { createQueryClient } from '#client/lib/queries.ts'
import { sessionQuery } from '#client/lib/session.ts'
import { type EventStats, getEvent, getEventStats, listEvents, replayEvent } from '#shared/api/events.ts'
import type { EventDetail, EventSummary } from '#shared/domain/event.ts'
import { eventStates } from '#shared/domain/event-states.ts'
import { permissionsOf, type Role } from '#shared/domain/permissions.ts'
import { answer, Refusal } from '#test/client/answer.ts'
import { session } from '#test/client/refunds/sample-refund.ts'

const server = setupServer()
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
afterEach(() => {
  cleanup()
  server.resetHandlers()
})
afterAll(() => server.close())

const begin = Date.UTC(2026, 10, 24, 11, 0)

export const eventOf = (id: string, facts: Partial<EventDetail> = {}): EventDetail => ({
  ...{ id, type: 'charge.updated', state: 'processed', objectId: `ch_${id.slice(4)}`, customerId: 'cus_1' },
  ...{ customerName: 'Zoë van Dijk', createdAt: begin, receivedAt: begin + 1_200, source: 'webhook' },
  ...{ deliveryCount: 1, handlersDone: 1, handlersTotal: 1, attempts: 1, livemode: false, account: null },
  ...{ apiVersion: null, requestId: null, idempotencyKey: null, size: 900, note: null, mostAttempts: 8 },
  handlers: [runOf('Refresh pages')],
  deliveries: [{ receivedAt: begin + 1_200, source: 'webhook', size: 900 }],
  ...{
    headline: 'Charge of €42.00 was updated.',
    changes: [],
    sameChange: [],
    related: [],
    operationId: null,
  },
  ...facts,
})

export const runOf = (label: string, facts: Partial<EventDetail['handlers'][number]> = {}) => ({
  ...{ handler: label.toLowerCase().replaceAll(' ', '-'), label, state: 'processed' as const, attempts: 1 },
  ...{ durationMs: 12, nextAttemptAt: null, error: null, effect: null, finishedAt: begin },
  ...facts,
})

const summaryKeys =
  'id type state objectId customerId customerName createdAt receivedAt source deliveryCount handlersDone handlersTotal attempts'

/** A row is the detail's own beginning. */
const summaryOf = (event: EventDetail): EventSummary =>
  Object.fromEntries(
    summaryKeys.split(' ').map(key => [key, event[key as keyof EventDetail]]),
  ) as EventSummary

const hours = 60 * 60_000
export const stats: EventStats = {
  ...{ receivedAMinute: 42, failed: 4, received: 1_000, lagP95Ms: 1_800, waiting: 14 },
  ...{ oldestWaitingAt: Date.now() - 372_000, coverage: { since: begin - 24 * hours, gaps: 0 } },
  buckets: Array.from({ length: 72 }, (_, index) => ({
    ...{
      from: begin + (index - 72) * 20 * 60_000,
      received: index,
      failed: index === 70 ? 3 : 0,
      lagP95Ms: 900,
    },
  })),
}

/** The events page at an address. `events` may be changed later: the next answer tells them. */
export function openEvents(desk: { role?: Role; events: EventDetail[] }, address = '/events') {
  const { role = 'engineer', events } = desk
  const replayed: { id: string; handler: string | undefined }[] = []
  const one = (id: string): EventDetail | Refusal =>
    events.find(event => event.id === id) ?? new Refusal('not_found', 'There is no such event here.', {})
  server.use(
    answer(listEvents, ({ query: { state, type } }) => ({
      data: events
        .filter(event => (!state || event.state === state) && (!type || event.type === type))
        .map(summaryOf),
      nextCursor: null,
      counts: Object.fromEntries(
        eventStates.map(name => [name, name === 'processed' ? events.length : 0]),
      ) as never,
    })),
    answer(getEventStats, () => stats),
    answer(getEvent, ({ params }) => one(params.id)),
    answer(replayEvent, ({ params, body }) => {
      replayed.push({ id: params.id, handler: body.handler })
      const event = one(params.id)
      return event instanceof Refusal ? event : { ...event, state: 'received' as const }
    }),
  )
  const client = createQueryClient()
  const user = { id: 'usr_1', name: 'Priya Raghavan', role, permissions: permissionsOf(role) }
  client.setQueryData(sessionQuery.queryKey, { ...session, user })
  const root = createRootRoute()
  const page = createRoute({
    getParentRoute: () => root,
    path: '/events',
    validateSearch: readEventsSearch,
    component: () => <EventsPage search={page.useSearch()} />,
  })
  const router = createRouter({
    routeTree: root.addChildren([page]),
    history: createMemoryHistory({ initialEntries: [address] }),
  })
  render(
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  )
  return {
    ...{ replayed, router, user: userEvent.setup() },
    search: () => router.state.location.search,
    /** As the live stream does when something came. */
    tell: () => client.invalidateQueries({ queryKey: [listEvents.name] }),
  }
}
