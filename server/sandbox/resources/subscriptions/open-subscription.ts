import type Stripe from 'stripe'
import { clockOf } from '#server/sandbox/core/test-clock.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { customers } from '#server/sandbox/resources/customers/customer.ts'
import { draftForPeriod } from './bill-subscription.ts'
import { firstPeriod } from './first-period.ts'
import { itemOwners } from './item-owner.ts'
import { scheduleRenewal } from './renewal-schedule.ts'
import { buildItem, buildSubscription, itemsList, subscriptions } from './subscription.ts'
import { scheduleTrialEnd } from './trial.ts'

export interface NewSubscription {
  readonly id?: string
  readonly customer: string
  readonly items: readonly {
    readonly id?: string
    readonly price: Stripe.Price
    readonly quantity: number
    readonly metadata?: Stripe.Metadata
    readonly discounts?: string[]
  }[]
  /** When the trial ends, in whole seconds; without it the first period is billed at once. */
  readonly trialEnd?: number | undefined
  /** When the full periods begin, in whole seconds, if that is not at once. */
  readonly anchor?: number | undefined
  /** When it began, in whole seconds, if that is in the past. */
  readonly since?: number | undefined
  /** Whether the time before the anchor is charged. */
  readonly prorates?: boolean
  readonly rest?: Partial<Stripe.Subscription>
}

interface Opened {
  readonly subscription: Stripe.Subscription
  /** A draft: whoever opened the subscription decides how it is collected. */
  readonly invoice: Stripe.Invoice
}

/** A first payment that is not made by then is never made. */
const expiresAfterMs = 23 * 60 * 60 * 1000

/** Writes a subscription, `incomplete` until its first invoice is paid, or `trialing`. */
export function openSubscription(work: Work, given: NewSubscription): Opened {
  const { customer, items, trialEnd, rest, since = work.now } = given
  const id = given.id ?? work.id('sub')
  const test_clock = clockOf(work.get(customers, customer) ?? {})
  const anchor = trialEnd ?? given.anchor ?? since
  const data = items.map(({ price, quantity, metadata = {}, discounts = [], id: itemId }) => {
    const { start, end } = firstPeriod(price, { since, anchor, now: work.now })
    const item = buildItem(work, {
      ...(itemId && { id: itemId }),
      subscription: id,
      price,
      quantity,
      start,
      end,
      metadata,
      discounts,
    })
    work.put(itemOwners, { id: item.id, subscription: id })
    return item
  })
  const made = work.create(
    subscriptions,
    buildSubscription(work, {
      id,
      customer,
      currency: items[0]?.price.currency ?? 'usd',
      items: itemsList(id, data),
      status: trialEnd === undefined ? 'incomplete' : 'trialing',
      billing_cycle_anchor: anchor,
      start_date: since,
      ...(trialEnd === undefined ? {} : { trial_start: work.now, trial_end: trialEnd }),
      test_clock,
      ...rest,
    }),
    'customer.subscription.created',
  )
  const invoice = draftForPeriod(work, made, 'subscription_create', {
    since,
    ...(given.prorates === false && { free: true }),
  })
  scheduleRenewal(work, made)
  scheduleTrialEnd(work, made)
  if (trialEnd === undefined) work.later(expiresAfterMs, 'subscription.expire', id)
  return { subscription: work.need(subscriptions, id), invoice }
}
