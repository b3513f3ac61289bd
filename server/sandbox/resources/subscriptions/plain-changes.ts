import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import { mergeMetadata } from '#server/sandbox/core/metadata.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { grantDiscounts } from '#server/sandbox/resources/discounts/grant-discounts.ts'
import { cancelAtAsked } from './cancel-at.ts'
import { endOfPeriod } from './subscription.ts'
import type { UpdateParams } from './subscription-params.ts'
import { trialSettingsOf } from './trial.ts'

const noDetails: Stripe.Subscription.CancellationDetails = {
  comment: null,
  feedback: null,
  feedback_option: null,
  reason: null,
}

/** `cancel_at_period_end` and `cancel_at` say the same in two ways. */
export function cancellation(
  work: Work,
  subscription: Stripe.Subscription,
  params: UpdateParams,
): Partial<Stripe.Subscription> {
  const { cancel_at_period_end: atEnd, cancellation_details: given } = params
  if (atEnd && params.cancel_at)
    throw invalid('You may only specify one of these parameters: cancel_at, cancel_at_period_end.')
  const at = cancelAtAsked(subscription, params.cancel_at)
  const details = { ...(subscription.cancellation_details ?? noDetails), ...given }
  if (atEnd === undefined && at === undefined) return given ? { cancellation_details: details } : {}
  if (typeof at === 'number' && at <= work.now)
    throw invalid('`cancel_at` must be a timestamp in the future.', { param: 'cancel_at' })
  const cancels = atEnd === true || typeof at === 'number'
  return {
    cancel_at_period_end: atEnd ?? false,
    cancel_at: atEnd === true ? endOfPeriod(subscription) : (at ?? null),
    canceled_at: cancels ? work.now : null,
    cancellation_details: { ...details, reason: cancels ? 'cancellation_requested' : null },
  }
}

export function pauseOf(work: Work, { pause_collection: pause }: UpdateParams): Partial<Stripe.Subscription> {
  if (pause === undefined) return {}
  if (pause?.resumes_at !== undefined && pause.resumes_at <= work.now) {
    throw invalid('`resumes_at` must be a timestamp in the future.', {
      param: 'pause_collection[resumes_at]',
    })
  }
  return { pause_collection: pause && { behavior: pause.behavior, resumes_at: pause.resumes_at ?? null } }
}

/** Which way money is collected, and by when. @throws {ApiFailure} 400 for a sent invoice without its days. */
function collectionChange(params: UpdateParams, current: Stripe.Subscription): Partial<Stripe.Subscription> {
  const { collection_method: how = current.collection_method } = params
  const days = params.days_until_due ?? current.days_until_due
  if (how === 'send_invoice' && days === null) {
    throw invalid('If you set `collection_method=send_invoice`, you must also pass `days_until_due`.', {
      param: 'days_until_due',
    })
  }
  return { collection_method: how, days_until_due: how === 'send_invoice' ? days : null }
}

/** What changes without any effect on what is billed now. */
export function plainChanges(
  work: Work,
  params: UpdateParams,
  subscription: Stripe.Subscription,
): Partial<Stripe.Subscription> {
  const { default_payment_method: method, description, discounts: asked, payment_settings: paying } = params
  const { metadata, payment_settings: current } = subscription
  const grantee = {
    customer: idOf(subscription.customer) ?? '',
    currency: subscription.currency,
    place: { subscription: subscription.id },
  }
  return {
    ...collectionChange(params, subscription),
    ...(method === undefined ? {} : { default_payment_method: method }),
    ...(description === undefined ? {} : { description }),
    ...(asked === undefined ? {} : { discounts: grantDiscounts(work, asked, grantee) }),
    ...(params.metadata === undefined ? {} : { metadata: mergeMetadata(metadata, params.metadata) }),
    ...(paying && current
      ? {
          payment_settings: {
            ...current,
            save_default_payment_method: paying.save_default_payment_method ?? 'off',
          },
        }
      : {}),
    ...trialSettingsOf(params),
  }
}
