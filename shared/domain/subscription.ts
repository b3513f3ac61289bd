import * as z from 'zod'
import { customerRef } from './customer.ts'

export const subscriptionStates = [
  'trialing',
  'active',
  'canceling',
  'past_due',
  'unpaid',
  'incomplete',
  'incomplete_expired',
  'paused',
  'collection_paused',
  'canceled',
] as const
export type SubscriptionState = (typeof subscriptionStates)[number]

/** Whether the subscription is over and can only be looked at. */
export const isEnded = (state: string): boolean => state === 'canceled' || state === 'incomplete_expired'

export const subscription = z.strictObject({
  id: z.string(),
  state: z.string(),
  customer: customerRef.nullable(),
  items: z.array(
    z.strictObject({
      name: z.string(),
      quantity: z.int().nullable(),
      amount: z.int().nullable(),
      currency: z.string(),
      /** `month`, `year` …; null for a price that does not recur. */
      interval: z.string().nullable(),
      intervalCount: z.int().nullable(),
    }),
  ),
  currency: z.string(),
  /** What one period costs, where every item has the same period. */
  amount: z.int().nullable(),
  currentPeriodEnd: z.int().nullable(),
  cancelAt: z.int().nullable(),
  canceledAt: z.int().nullable(),
  endedAt: z.int().nullable(),
  trialEnd: z.int().nullable(),
  latestInvoiceId: z.string().nullable(),
  createdAt: z.int(),
})
export type Subscription = z.infer<typeof subscription>
