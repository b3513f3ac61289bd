import type Stripe from 'stripe'
import type { Work } from '#server/sandbox/core/work.ts'
import { endOfPeriod } from './subscription.ts'

/** Asks for the renewal at the end of the present period. */
export function scheduleRenewal(work: Work, subscription: Stripe.Subscription): void {
  work.later(Math.max(0, endOfPeriod(subscription) - work.now) * 1000, 'subscription.renew', subscription.id)
}
