import type Stripe from 'stripe'
import { clockOf } from '#server/sandbox/core/test-clock.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { customers } from '#server/sandbox/resources/customers/customer.ts'
import { draftForPeriod } from './bill-subscription.ts'
import { periodEnd } from './period.ts'
import { scheduleRenewal } from './renewal-schedule.ts'
import { buildItem, buildSubscription, itemsList, subscriptions } from './subscription.ts'

export interface NewSubscription {
  readonly customer: string
  readonly items: readonly { price: Stripe.Price; quantity: number; metadata?: Stripe.Metadata }[]
  /** When the trial ends, in whole seconds; without it the first period is billed at once. */
  readonly trialEnd?: number | undefined
  readonly rest?: Partial<Stripe.Subscription>
}

interface Opened {
  readonly subscription: Stripe.Subscription
  /** A draft: whoever opened the subscription decides how it is collected. */
  readonly invoice: Stripe.Invoice
}

/** A first payment that is not made by then is never made. */
const expiresAfterMs = 23 * 60 * 60 * 1000
const monthly = { interval: 'month' as const, interval_count: 1 }

/** Writes a subscription, `incomplete` until its first invoice is paid, or `trialing`. */
export function openSubscription(work: Work, { customer, items, trialEnd, rest }: NewSubscription): Opened {
  const id = work.id('sub')
  const test_clock = clockOf(work.get(customers, customer) ?? {})
  const start = work.now
  const data = items.map(({ price, quantity, metadata = {} }) =>
    buildItem(work, {
      subscription: id,
      price,
      quantity,
      start,
      end: trialEnd ?? periodEnd(start, price.recurring ?? monthly),
      metadata,
    }),
  )
  const made = work.create(
    subscriptions,
    buildSubscription(work, {
      id,
      customer,
      currency: items[0]?.price.currency ?? 'usd',
      items: itemsList(id, data),
      status: trialEnd === undefined ? 'incomplete' : 'trialing',
      ...(trialEnd === undefined
        ? {}
        : { trial_start: start, trial_end: trialEnd, billing_cycle_anchor: trialEnd }),
      test_clock,
      ...rest,
    }),
    'customer.subscription.created',
  )
  const invoice = draftForPeriod(work, made, 'subscription_create')
  scheduleRenewal(work, made)
  if (trialEnd === undefined) work.later(expiresAfterMs, 'subscription.expire', id)
  return { subscription: work.need(subscriptions, id), invoice }
}
