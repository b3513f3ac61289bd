import * as z from 'zod'
import { eventStates } from './event-states.ts'

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

/** Objects whose states have words of ours. */
export const statefulKinds = ['payment', 'refund', 'dispute', 'subscription', 'invoice'] as const

/** A value of a Stripe object as what it is, so that the page can say it in the reader's own zone and words. */
export const changedValue = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string() }),
  z.strictObject({ type: z.literal('money'), amount: z.int(), currency: z.string() }),
  z.strictObject({ type: z.literal('time'), at: z.int() }),
  z.strictObject({ type: z.literal('state'), of: z.enum(statefulKinds), state: z.string() }),
  z.strictObject({ type: z.literal('id'), id: z.string() }),
])
export type ChangedValue = z.infer<typeof changedValue>

/** One line of what changed: "Status: Trial -> Active". A null `before` was not set, a null `after` is no more. */
export const eventChange = z.strictObject({
  label: z.string(),
  before: changedValue.nullable(),
  after: changedValue.nullable(),
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
  handlers: z.array(handlerRun.extend({ label: z.string() })),
  /** The most tries that a run gets before it is dead. */
  mostAttempts: z.int(),
  deliveries: z.array(z.strictObject({ receivedAt: z.int(), source: eventSource, size: z.int() })),
  /** What happened, in one sentence and in changed values. */
  headline: z.string(),
  changes: z.array(eventChange),
  /** Other events that the same API request, or the same step of Stripe's own, made. */
  sameChange: z.array(eventSummary),
  /** Other events about the same object, newest first. */
  related: z.array(eventSummary),
  operationId: z.string().nullable(),
})
export type EventDetail = z.infer<typeof eventDetail>
