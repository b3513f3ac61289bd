import * as z from 'zod'
import { money } from './money-schema.ts'
import { person } from './person.ts'

/** Made in the browser when a dialog opens; kept over retry, reload and second click. */
export const operationId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{8,64}$/, 'Must be 8 to 64 letters, digits, - or _')

/**
 * `pending`: Stripe took it, and its end comes by webhook. `refused`: found impossible before anything was sent.
 * `reversed`: had succeeded and was undone later, such as a refund that the bank sent back.
 */
export const operationStates = [
  'requested',
  'awaiting_approval',
  'approved',
  'sending',
  'pending',
  'succeeded',
  'failed',
  'unknown',
  'needs_review',
  'refused',
  'reversed',
  'rejected',
  'expired',
  'withdrawn',
] as const
export const operationState = z.enum(operationStates)
export type OperationState = z.infer<typeof operationState>

/** States in which nothing more is to come by itself. `succeeded` may still turn into `reversed`. */
const settled = new Set<OperationState>([
  'succeeded',
  'failed',
  'refused',
  'reversed',
  'rejected',
  'expired',
  'withdrawn',
])
export const isSettled = (state: OperationState): boolean => settled.has(state)

/** States in which the operation's amount is held back, so that nobody else can refund it too. */
const reserving = new Set<OperationState>([
  'requested',
  'awaiting_approval',
  'approved',
  'sending',
  'unknown',
  'needs_review',
])
export const isReserving = (state: OperationState): boolean => reserving.has(state)

export const operationKinds = ['refund', 'dispute.submit', 'dispute.accept'] as const
export const operationKind = z.enum(operationKinds)
export type OperationKindName = z.infer<typeof operationKind>

/** One step of an operation's life as its page tells it, the oldest first. */
export const operationStep = z.strictObject({
  at: z.int(),
  /** `recorded`, `sent`, `answered`, `no_answer`, `checked`, `event`, `approved` … */
  what: z.string(),
  text: z.string(),
  /** Stripe's request id, where one was told. */
  requestId: z.string().nullable(),
  eventId: z.string().nullable(),
  by: person.nullable(),
})
export type OperationStep = z.infer<typeof operationStep>

export const operation = z.strictObject({
  id: z.string(),
  kind: operationKind,
  state: operationState,
  /** What it does, in words: "Refund €42.00 to Elif Yıldırım". */
  title: z.string(),
  money: money.nullable(),
  /** The object it changes: a payment or a dispute. */
  targetId: z.string(),
  customerId: z.string().nullable(),
  customerName: z.string().nullable(),
  requestedBy: person,
  requestedAt: z.int(),
  updatedAt: z.int(),
  reason: z.string().nullable(),
  ourReason: z.string().nullable(),
  note: z.string().nullable(),
  ticket: z.string().nullable(),
  /** What Stripe made of it: `re_…`, and its own status word. */
  resultId: z.string().nullable(),
  resultStatus: z.string().nullable(),
  /** The webhook that confirmed the end, once it came. */
  confirmedByEventId: z.string().nullable(),
  confirmedAt: z.int().nullable(),
  failure: z
    .strictObject({ code: z.string().nullable(), message: z.string(), requestId: z.string().nullable() })
    .nullable(),
  attempts: z.int(),
  nextAttemptAt: z.int().nullable(),
  approval: z
    .strictObject({
      lapsesAt: z.int(),
      /** Refundable when it was asked for. */
      refundableThen: z.int().nullable(),
      limit: money.nullable(),
      used: money,
      decidedBy: person.nullable(),
      decidedAt: z.int().nullable(),
      decisionNote: z.string().nullable(),
    })
    .nullable(),
  steps: z.array(operationStep),
})
export type Operation = z.infer<typeof operation>
