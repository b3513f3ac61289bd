import { invalid } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { prices } from '#server/sandbox/resources/prices/price.ts'
import type { Configuration } from './configuration.ts'
import type { FeaturesGiven } from './feature-params.ts'

type Features = Configuration['features']

/**
 * The features with what was given laid over them.
 * @throws {ApiFailure} 400 for a feature that is switched on and lacks what it needs.
 */
export function mergeFeatures(work: Work, known: Features, given: FeaturesGiven): Features {
  const features: Features = {
    customer_update: { ...known.customer_update, ...given.customer_update },
    invoice_history: { ...known.invoice_history, ...given.invoice_history },
    payment_method_update: { ...known.payment_method_update, ...given.payment_method_update },
    subscription_cancel: mergeCancel(known.subscription_cancel, given.subscription_cancel),
    subscription_pause: mergePause(known.subscription_pause, given.subscription_pause),
    subscription_update: mergeUpdate(known.subscription_update, given.subscription_update),
  }
  checkCustomerUpdate(features.customer_update)
  checkSubscriptionUpdate(work, features.subscription_update)
  return features
}

function mergeCancel(
  known: Features['subscription_cancel'],
  { cancellation_reason: reason, ...given }: NonNullable<FeaturesGiven['subscription_cancel']> = {},
): Features['subscription_cancel'] {
  return { ...known, ...given, cancellation_reason: { ...known.cancellation_reason, ...reason } }
}

function mergePause(
  known: Features['subscription_pause'],
  { duration, enabled = known.enabled }: NonNullable<FeaturesGiven['subscription_pause']> = {},
): Features['subscription_pause'] {
  if (duration === undefined) return { ...known, enabled }
  const options = (duration.interval_options ?? []).map(({ interval, interval_count = 1 }) => ({
    interval,
    interval_count,
  }))
  return { enabled, duration: { type: duration.type, interval_options: options } }
}

function mergeUpdate(
  known: Features['subscription_update'],
  given: NonNullable<FeaturesGiven['subscription_update']> = {},
): Features['subscription_update'] {
  const { products, schedule_at_period_end: schedule, ...plain } = given
  const offered = products?.map(({ adjustable_quantity: quantity, prices: offeredPrices, product }) => ({
    adjustable_quantity: {
      enabled: quantity?.enabled ?? false,
      maximum: quantity?.maximum ?? null,
      minimum: quantity?.minimum ?? 1,
    },
    prices: offeredPrices,
    product,
  }))
  return {
    ...known,
    ...plain,
    ...(products === undefined ? {} : { products: offered ?? [] }),
    ...(schedule === undefined ? {} : { schedule_at_period_end: { conditions: schedule.conditions ?? [] } }),
  }
}

function checkCustomerUpdate({ enabled, allowed_updates: allowed }: Features['customer_update']): void {
  if (!enabled || allowed.length > 0) return
  const param = 'features[customer_update][allowed_updates]'
  throw invalid(`You must provide \`${param}\` when customer updates are enabled.`, {
    param,
    code: 'parameter_missing',
  })
}

function checkSubscriptionUpdate(work: Work, update: Features['subscription_update']): void {
  const at = 'features[subscription_update]'
  const missing = (param: string) =>
    invalid(`You must provide \`${param}\` when subscription updates are enabled.`, {
      param,
      code: 'parameter_missing',
    })
  if (update.enabled && update.default_allowed_updates.length === 0) {
    throw missing(`${at}[default_allowed_updates]`)
  }
  if (update.enabled && (update.products ?? []).length === 0) throw missing(`${at}[products]`)
  for (const [place, offer] of (update.products ?? []).entries()) {
    for (const [index, id] of offer.prices.entries()) {
      const param = `${at}[products][${place}][prices][${index}]`
      const price = work.need(prices, id, param, 400)
      if (idOf(price.product) === offer.product && price.recurring) continue
      throw invalid(`The price \`${id}\` is not a recurring price of the product \`${offer.product}\`.`, {
        param,
      })
    }
  }
}
