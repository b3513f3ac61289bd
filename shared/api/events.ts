import * as z from 'zod'
import { eventDetail, eventState, eventSummary } from '#shared/domain/event.ts'
import { stripeId } from '#shared/domain/stripe-ids.ts'
import { endpoint, pageOf, pageQuery } from './endpoint.ts'

const params = z.strictObject({ id: stripeId('event') })

export const eventPage = pageOf(eventSummary).extend({
  /** How many events there are in each state, whatever the filter. */
  counts: z.record(eventState, z.int()),
})

export const listEvents = endpoint({
  name: 'listEvents',
  summary: 'Events as they were received, the newest first',
  method: 'GET',
  path: '/api/events',
  access: 'event:read',
  query: z.strictObject({
    ...pageQuery,
    type: z.string().max(100).optional(),
    state: eventState.optional(),
    object: z.string().max(255).optional(),
    customer: stripeId('customer').optional(),
    /** Received in `[from, to)`, ms since the epoch. */
    from: z.coerce.number().int().optional(),
    to: z.coerce.number().int().optional(),
  }),
  reply: eventPage,
})

export const eventStats = z.strictObject({
  receivedAMinute: z.number(),
  /** Of the events of 24 hours, how many had a failed run. */
  failed: z.int(),
  received: z.int(),
  lagP95Ms: z.number().nullable(),
  waiting: z.int(),
  oldestWaitingAt: z.int().nullable(),
  /** Since when every event is known to be here, and how many holes were found; null until Stripe was asked once. */
  coverage: z.strictObject({ since: z.int(), gaps: z.int() }).nullable(),
  buckets: z.array(
    z.strictObject({ from: z.int(), received: z.int(), failed: z.int(), lagP95Ms: z.number().nullable() }),
  ),
})
export type EventStats = z.infer<typeof eventStats>

export const getEventStats = endpoint({
  name: 'getEventStats',
  summary: 'Rate, failures and lag of the last 24 hours',
  method: 'GET',
  path: '/api/event-stats',
  access: 'event:read',
  reply: eventStats,
})

export const getEvent = endpoint({
  name: 'getEvent',
  summary: 'One event: what changed, deliveries, handlers, neighbours',
  method: 'GET',
  path: '/api/events/:id',
  access: 'event:read',
  params,
  reply: eventDetail,
})

export const getEventPayload = endpoint({
  name: 'getEventPayload',
  summary: 'The bytes as Stripe sent them',
  method: 'GET',
  path: '/api/events/:id/payload',
  access: 'event:payload',
  params,
  reply: z.instanceof(Uint8Array),
  media: 'bytes',
})

export const runBackfill = endpoint({
  name: 'runBackfill',
  summary: 'List what Stripe has since the last look, and take what is missing',
  method: 'POST',
  path: '/api/backfills',
  access: 'event:replay',
  reply: z.strictObject({ listed: z.int(), added: z.int() }),
  problems: ['stripe_unavailable'],
})

export const replayEvent = endpoint({
  name: 'replayEvent',
  summary: 'Run the handlers of one event again',
  method: 'POST',
  path: '/api/events/:id/replay',
  access: 'event:replay',
  params,
  body: z.strictObject({ handler: z.string().max(60).optional() }),
  reply: eventDetail,
  status: 202,
  problems: ['wrong_state'],
})
