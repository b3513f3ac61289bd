import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { defaultMethodFor } from '#server/sandbox/resources/invoices/collect-invoice.ts'
import { endSubscription } from './end-subscription.ts'
import { subscriptions } from './subscription.ts'
import type { CreateParams, UpdateParams } from './subscription-params.ts'

const daySeconds = 24 * 60 * 60
const longestSeconds = 730 * daySeconds

/** @throws {ApiFailure} 400 for a trial that ends in the past, or later than two years from now. */
export function checkTrialEnd(work: Work, end: number): void {
  const param = 'trial_end'
  if (end <= work.now)
    throw invalid('Invalid timestamp: must be an integer Unix timestamp in the future.', { param })
  if (end > work.now + longestSeconds)
    throw invalid('Invalid timestamp: can be no more than two years in the future.', { param })
}

/** When the trial asked for ends, in whole seconds; `undefined` for none. */
export function trialEndAsked(
  work: Work,
  { trial_end: end, trial_period_days: days, trial_from_plan, items }: CreateParams,
  prices: readonly Stripe.Price[],
): number | undefined {
  if (end !== undefined && days !== undefined)
    throw invalid('You may only specify one of these parameters: trial_end, trial_period_days.')
  if (end === 'now') return undefined
  if (end !== undefined) {
    checkTrialEnd(work, end)
    return end
  }
  const ofPrices = Math.max(0, ...prices.map(price => price.recurring?.trial_period_days ?? 0))
  const wanted = days ?? (trial_from_plan && items.length > 0 ? ofPrices : 0)
  return wanted > 0 ? work.now + wanted * daySeconds : undefined
}

export const trialSettingsOf = ({
  trial_settings: given,
}: Pick<UpdateParams, 'trial_settings'>): Partial<Stripe.Subscription> =>
  given
    ? {
        trial_settings: {
          end_behavior: {
            billing_cycle_anchor: given.end_behavior.billing_cycle_anchor ?? null,
            missing_payment_method: given.end_behavior.missing_payment_method,
          },
        },
      }
    : {}

const warnsSeconds = 3 * daySeconds

/** Asks for the warning three days before a trial ends; a shorter trial is warned of at once. */
export function scheduleTrialEnd(work: Work, { id, status, trial_end: end }: Stripe.Subscription): void {
  if (status !== 'trialing' || end === null) return
  const at = Math.max(work.now, end - warnsSeconds)
  work.later((at - work.now) * 1000, 'subscription.trial_will_end', id)
}

export function warnOfTrialEnd(work: Work, subscription: Stripe.Subscription): void {
  const { status, trial_end: end } = subscription
  if (status !== 'trialing' || end === null || end - work.now > warnsSeconds) return
  work.emit('customer.subscription.trial_will_end', subscription)
}

/** Puts a subscription on hold, for the reason told, and says so. */
export function putOnHold(
  work: Work,
  subscription: Stripe.Subscription,
  type: 'pause_requested' | 'trial_end_without_payment_method',
): Stripe.Subscription {
  const paused = work.update(
    subscriptions,
    subscription,
    {
      status: 'paused',
      status_details: {
        paused: { subscription: { type }, transitioned_at: work.now, type: 'subscription' },
      },
    },
    'customer.subscription.updated',
  )
  work.emit('customer.subscription.paused', paused)
  return paused
}

/** A trial's end without a payment method: whether that was all, as its settings say. */
export function stopsAfterTrial(work: Work, subscription: Stripe.Subscription): boolean {
  const behavior = subscription.trial_settings?.end_behavior.missing_payment_method ?? 'create_invoice'
  if (subscription.status !== 'trialing' || behavior === 'create_invoice') return false
  if (subscription.collection_method === 'send_invoice') return false
  const customer = idOf(subscription.customer) ?? ''
  if (defaultMethodFor(work, customer, subscription.default_payment_method) !== null) return false
  if (behavior === 'cancel') endSubscription(work, subscription, { reason: 'cancellation_requested' })
  else putOnHold(work, subscription, 'trial_end_without_payment_method')
  return true
}
