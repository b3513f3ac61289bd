import * as z from 'zod'
import { person } from './person.ts'

export const timelineIcons = [
  'payment',
  'declined',
  'refund',
  'refund_failed',
  'dispute',
  'early_fraud_warning',
  'subscription',
  'invoice',
  'customer',
  'payment_method',
  'secure',
  'event',
  'approval',
  'evidence',
] as const

/** One thing that happened: told by Stripe (an icon) or done by a person here (their initials). */
export const timelineEntry = z.strictObject({
  id: z.string(),
  at: z.int(),
  icon: z.enum(timelineIcons),
  tone: z.enum(['success', 'warning', 'destructive', 'info', 'neutral']),
  title: z.string(),
  by: person.nullable(),
  /** Event type, Stripe id, approver: what stands under the title. */
  detail: z.string().nullable(),
  eventId: z.string().nullable(),
  objectId: z.string().nullable(),
  operationId: z.string().nullable(),
})
export type TimelineEntry = z.infer<typeof timelineEntry>
