import * as z from 'zod'
import { disputeSummary } from '#shared/domain/dispute.ts'
import { money } from '#shared/domain/money-schema.ts'
import { role } from '#shared/domain/permissions.ts'
import { endpoint } from './endpoint.ts'

/** Kinds of work, in the order that they are shown. */
export const workKinds = [
  'disputes_due',
  'disputes_past_due',
  'refunds_to_approve',
  'refunds_failed_later',
  'operations_to_decide',
  'operations_unknown',
  'early_fraud_warnings',
  'events_dead',
  'events_unprocessed',
  'payments_failed',
  'subscriptions_past_due',
] as const
export const workKind = z.enum(workKinds)
export type WorkKind = z.infer<typeof workKind>

export const workRow = z.strictObject({
  kind: workKind,
  count: z.int(),
  /** Who or why: "Sofia Rossi, fraudulent; 佐藤 美咲, not as described". */
  who: z.string(),
  sums: z.array(money),
  /** When the oldest began to wait. */
  oldestAt: z.int().nullable(),
  /** The next deadline among them. */
  dueBy: z.int().nullable(),
  /** The object that waits longest, of work that has no list of its own. */
  opens: z.strictObject({ target: z.enum(['payment', 'subscription']), id: z.string() }).nullable(),
})
export type WorkRow = z.infer<typeof workRow>

export const work = z.strictObject({
  rows: z.array(workRow),
  deadlines: z.array(disputeSummary),
  /** Disputes and inquiries that wait for an answer; a warning has no deadline. */
  openDisputes: z.int(),
  /** For the rail. */
  counts: z.strictObject({ disputes: z.int(), approvals: z.int(), events: z.int() }),
  asOf: z.int(),
})
export type Work = z.infer<typeof work>

export const getWork = endpoint({
  name: 'getWork',
  summary: 'What waits for the reader, by role',
  method: 'GET',
  path: '/api/work',
  access: 'signed-in',
  /** Whose work: without it the reader's own role. */
  query: z.strictObject({ role: role.optional() }),
  reply: work,
})

export const charts = z.strictObject({
  /** Refunds of 14 days by reason, a row a day (`from`: its start). */
  refunds: z.array(
    z.strictObject({
      from: z.int(),
      requested: z.int(),
      duplicate: z.int(),
      fraudulent: z.int(),
      other: z.int(),
    }),
  ),
  /** Disputes that closed within 90 days. */
  disputes: z.strictObject({ won: z.int(), lost: z.int(), accepted: z.int(), notAnswered: z.int() }),
  /** Events of 24 hours. */
  lag: z.array(z.strictObject({ from: z.int(), lagP95Ms: z.number().nullable(), failed: z.int() })),
})
export type Charts = z.infer<typeof charts>

export const getCharts = endpoint({
  name: 'getCharts',
  summary: 'Refunds a day, dispute outcomes, event lag',
  method: 'GET',
  path: '/api/charts',
  access: 'payment:read',
  reply: charts,
})
