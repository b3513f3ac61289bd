import type { EventArrival, EventProgress } from '#server/store/port.ts'
import type { HandlerRun } from '#shared/domain/event.ts'

export const noon = 1_767_268_800_000

export const arrival = (number: number, more: Partial<EventArrival> = {}): EventArrival => ({
  id: `evt_${String(number).padStart(6, '0')}`,
  type: 'charge.refunded',
  createdAt: noon + number * 1000 - 400,
  receivedAt: noon + number * 1000,
  source: 'webhook',
  livemode: false,
  account: null,
  apiVersion: '2026-10-28.endive',
  objectId: `ch_${number}`,
  customerId: null,
  relatedIds: [],
  requestId: null,
  idempotencyKey: null,
  payload: Buffer.from(`{"id": "evt_${number}",  "emoji":"\\ud83e\\udd8a", "n": 1e2}`),
  ...more,
})

export const run = (more: Partial<HandlerRun> = {}): HandlerRun => ({
  handler: 'settle',
  state: 'processed',
  attempts: 1,
  durationMs: 12,
  nextAttemptAt: null,
  error: null,
  effect: null,
  finishedAt: noon,
  ...more,
})

export const processed = (more: Partial<HandlerRun> = {}): EventProgress => ({
  state: 'processed',
  handlers: [run(more)],
})

export const retrying = (nextAttemptAt: number): EventProgress => ({
  state: 'retrying',
  handlers: [run({ state: 'retrying', nextAttemptAt, error: 'Stripe did not answer' })],
})
