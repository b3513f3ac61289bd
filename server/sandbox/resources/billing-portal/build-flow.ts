import { invalid } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { coupons } from '#server/sandbox/resources/coupons/coupon.ts'
import { ended, subscriptions } from '#server/sandbox/resources/subscriptions/subscription.ts'
import type { Configuration } from './configuration.ts'
import type { FlowGiven } from './flow-params.ts'
import type { Flow } from './portal-session.ts'

type Features = Configuration['features']

/** The feature that each flow needs. */
const featureOf = {
  customer_update: 'customer_update',
  payment_method_update: 'payment_method_update',
  subscription_cancel: 'subscription_cancel',
  subscription_pause: 'subscription_pause',
  subscription_update: 'subscription_update',
  subscription_update_confirm: 'subscription_update',
} as const satisfies Record<FlowGiven['type'], keyof Features>

/** @throws {ApiFailure} 400 for a feature that is off, or a subscription that is not the customer's or has ended. */
export function buildFlow(work: Work, given: FlowGiven, features: Features, customer: string): Flow {
  const { type } = given
  const feature = featureOf[type]
  if (!features[feature].enabled) {
    throw invalid(
      `This flow requires the \`${feature}\` feature, which is not enabled in the portal configuration.`,
      { param: 'flow_data[type]' },
    )
  }
  const part = type === 'customer_update' || type === 'payment_method_update' ? undefined : given[type]
  if (part) checkSubscription(work, part.subscription, customer, `flow_data[${type}][subscription]`)
  else if (type !== 'customer_update' && type !== 'payment_method_update') {
    const param = `flow_data[${type}]`
    throw invalid(`Missing required param: ${param}.`, { param, code: 'parameter_missing' })
  }
  return {
    after_completion: afterCompletion(given),
    customer_update: type === 'customer_update' ? {} : null,
    subscription_cancel: type === 'subscription_cancel' ? cancelOf(work, given) : null,
    subscription_pause: type === 'subscription_pause' ? (given.subscription_pause ?? null) : null,
    subscription_update: type === 'subscription_update' ? (given.subscription_update ?? null) : null,
    subscription_update_confirm: type === 'subscription_update_confirm' ? confirmOf(given) : null,
    type,
  }
}

function checkSubscription(work: Work, id: string, customer: string, param: string): void {
  const subscription = work.need(subscriptions, id, param, 400)
  if (idOf(subscription.customer) !== customer) {
    throw invalid(`The subscription \`${id}\` does not belong to the customer \`${customer}\`.`, { param })
  }
  if (ended.has(subscription.status)) {
    throw invalid(`The subscription \`${id}\` has ended and cannot be managed in the portal.`, { param })
  }
}

function afterCompletion({ after_completion: after }: FlowGiven): Flow['after_completion'] {
  const { type = 'portal_homepage', redirect, hosted_confirmation: confirmation } = after ?? {}
  if (type === 'redirect' && redirect === undefined) {
    const param = 'flow_data[after_completion][redirect]'
    throw invalid(`Missing required param: ${param}.`, { param, code: 'parameter_missing' })
  }
  return {
    hosted_confirmation:
      type === 'hosted_confirmation' ? { custom_message: confirmation?.custom_message ?? null } : null,
    redirect: type === 'redirect' && redirect ? redirect : null,
    type,
  }
}

function cancelOf(work: Work, { subscription_cancel: given }: FlowGiven): Flow['subscription_cancel'] {
  if (!given) return null
  const { subscription, retention } = given
  if (retention) {
    const at = 'flow_data[subscription_cancel][retention][coupon_offer][coupon]'
    work.need(coupons, retention.coupon_offer.coupon, at, 400)
  }
  return { subscription, retention: retention ?? null }
}

function confirmOf({ subscription_update_confirm: given }: FlowGiven): Flow['subscription_update_confirm'] {
  if (!given) return null
  const { subscription, items, discounts } = given
  return {
    subscription,
    items: items.map(({ id, price = null, quantity }) => ({
      id,
      price,
      ...(quantity === undefined ? {} : { quantity }),
    })),
    discounts:
      discounts?.map(({ coupon = null, promotion_code: code = null }) => ({
        coupon,
        promotion_code: code,
      })) ?? null,
  }
}
