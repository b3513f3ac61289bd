import * as z from 'zod'

export const eventStates = [
  'received',
  'processing',
  'processed',
  'retrying',
  'dead',
  'no_handler',
  'ignored',
] as const
export const eventState = z.enum(eventStates)
export type EventState = z.infer<typeof eventState>

export const handlerStates = ['waiting', 'processing', 'processed', 'retrying', 'dead'] as const
export const handlerState = z.enum(handlerStates)
export type HandlerState = z.infer<typeof handlerState>

export const eventSources = ['webhook', 'backfill'] as const
export const eventSource = z.enum(eventSources)
export type EventSource = z.infer<typeof eventSource>

export const handlerRun = z.strictObject({
  handler: z.string(),
  state: handlerState,
  /** Counted before the run, so that a run that kills the process counts too. */
  attempts: z.int(),
  durationMs: z.number().nullable(),
  nextAttemptAt: z.int().nullable(),
  error: z.string().nullable(),
  /** What it did, in words: "Confirmed refund re_…". */
  effect: z.string().nullable(),
  finishedAt: z.int().nullable(),
})
export type HandlerRun = z.infer<typeof handlerRun>

export const eventSummary = z.strictObject({
  id: z.string(),
  type: z.string(),
  state: eventState,
  objectId: z.string().nullable(),
  customerId: z.string().nullable(),
  customerName: z.string().nullable(),
  createdAt: z.int(),
  receivedAt: z.int(),
  source: eventSource,
  deliveryCount: z.int(),
  handlersDone: z.int(),
  handlersTotal: z.int(),
  /** The most attempts that one of its handlers needed. */
  attempts: z.int(),
})
export type EventSummary = z.infer<typeof eventSummary>

/** One line of what changed, in words: "Status: Trial -> Active". A null `before` was not set. */
export const eventChange = z.strictObject({
  label: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
})
export type EventChange = z.infer<typeof eventChange>

export const eventDetail = eventSummary.extend({
  livemode: z.boolean(),
  account: z.string().nullable(),
  apiVersion: z.string().nullable(),
  requestId: z.string().nullable(),
  idempotencyKey: z.string().nullable(),
  size: z.int(),
  /** Why it was ignored. */
  note: z.string().nullable(),
  handlers: z.array(handlerRun),
  deliveries: z.array(z.strictObject({ receivedAt: z.int(), source: eventSource, size: z.int() })),
  /** What happened, in one sentence and in changed values. */
  headline: z.string(),
  changes: z.array(eventChange),
  /** Other events of the same API request or about the same object, newest first. */
  related: z.array(eventSummary),
  operationId: z.string().nullable(),
})
export type EventDetail = z.infer<typeof eventDetail>
