import type Stripe from 'stripe'
import { ApiFailure, invalid } from '#server/sandbox/core/api-failure.ts'
import { mergeMetadata } from '#server/sandbox/core/metadata.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { customers } from '#server/sandbox/resources/customers/customer.ts'
import { collectInvoice, defaultMethodFor } from '#server/sandbox/resources/invoices/collect-invoice.ts'
import { finalizeInvoice } from '#server/sandbox/resources/invoices/finalize-invoice.ts'
import { paymentMethods } from '#server/sandbox/resources/payment-methods/payment-method.ts'
import { costOf, prices } from '#server/sandbox/resources/prices/price.ts'
import { openSubscription } from './open-subscription.ts'
import { subscriptions } from './subscription.ts'
import type { CreateParams } from './subscription-params.ts'

const daySeconds = 24 * 60 * 60

/** @throws {ApiFailure} 400 for a price that cannot be subscribed to, or not together with the others. */
export function recurringPrice(work: Work, id: string, param: string): Stripe.Price {
  const price = work.need(prices, id, param, 400)
  if (!price.active)
    throw invalid(`The price specified is inactive. This field only accepts active prices.`, { param })
  if (price.recurring) return price
  throw invalid(
    `The price specified is set to \`type=one_time\` but this field only accepts prices with \`type=recurring\`.`,
    { param },
  )
}

function readItems(work: Work, params: CreateParams) {
  if (params.items.length === 0)
    throw invalid('Missing required param: items.', { param: 'items', code: 'parameter_missing' })
  const items = params.items.map(({ price, quantity = 1, metadata }, at) => ({
    price: recurringPrice(work, price, `items[${at}][price]`),
    quantity,
    metadata: mergeMetadata({}, metadata),
  }))
  const [first] = items
  const stranger = items.find(({ price }) => price.currency !== first?.price.currency)
  if (stranger) {
    throw invalid(
      `You cannot combine currencies on a single customer. This subscription has items in ${first?.price.currency} and ${stranger.price.currency}.`,
    )
  }
  return items
}

function trialEndOf(work: Work, { trial_end, trial_period_days }: CreateParams): number | undefined {
  if (trial_end !== undefined && trial_period_days !== undefined) {
    throw invalid('You may only specify one of these parameters: trial_end, trial_period_days.')
  }
  if (trial_end === 'now') return undefined
  if (trial_end !== undefined && trial_end <= work.now) {
    throw invalid('Invalid timestamp: must be an integer Unix timestamp in the future.', {
      param: 'trial_end',
    })
  }
  return trial_end ?? (trial_period_days ? work.now + trial_period_days * daySeconds : undefined)
}

/** What the parameters say about the subscription beside its items. */
function restOf(params: CreateParams): Partial<Stripe.Subscription> {
  const {
    billing_mode: mode,
    payment_settings: settings,
    collection_method = 'charge_automatically',
  } = params
  return {
    cancel_at: params.cancel_at ?? null,
    cancel_at_period_end: params.cancel_at_period_end ?? false,
    collection_method,
    days_until_due: params.days_until_due ?? null,
    default_payment_method: params.default_payment_method ?? null,
    description: params.description ?? null,
    metadata: mergeMetadata({}, params.metadata),
    ...(mode?.type === 'classic' ? { billing_mode: { flexible: null, type: 'classic' } } : {}),
    ...(settings
      ? {
          payment_settings: {
            payment_method_options: null,
            payment_method_types: null,
            save_default_payment_method: settings.save_default_payment_method ?? 'off',
          },
        }
      : {}),
  }
}

/** @throws {ApiFailure} 400 when the money is due now and nothing is there to take it from. */
function checkMethod(work: Work, params: CreateParams, free: boolean): void {
  const { customer, default_payment_method: method, collection_method: how, days_until_due: days } = params
  if (how === 'send_invoice') {
    if (days === undefined) {
      throw invalid('If you set `collection_method=send_invoice`, you must also pass `days_until_due`.', {
        param: 'days_until_due',
      })
    }
    return
  }
  if (method) work.need(paymentMethods, method, 'default_payment_method', 400)
  if (free || params.payment_behavior === 'default_incomplete' || defaultMethodFor(work, customer, method))
    return
  throw invalid(
    'This customer has no attached payment source or default payment method. Please consider adding a default payment method. For more information, visit https://stripe.com/docs/billing/payment-methods#default-payment-method.',
    { code: 'resource_missing' },
  )
}

/** Takes the first payment as the behaviour says; a decline leaves the subscription incomplete, or nothing at all. */
function collectFirst(work: Work, invoice: Stripe.Invoice, behavior: CreateParams['payment_behavior']): void {
  try {
    collectInvoice(work, invoice)
  } catch (error) {
    if (!(error instanceof ApiFailure) || !error.handling.keepsEffects) throw error
    if (behavior !== 'error_if_incomplete') return
    const { payment_intent: _, charge: __, ...body } = error.body
    throw new ApiFailure(error.status, body)
  }
}

/**
 * Creates a subscription and bills its first period.
 * @throws {ApiFailure} 400 for what cannot be subscribed to, 402 for a decline under `error_if_incomplete`.
 */
export function createSubscription(work: Work, params: CreateParams): Stripe.Subscription {
  const { customer, payment_behavior: behavior = 'allow_incomplete', collection_method: how } = params
  work.need(customers, customer, 'customer', 400)
  if (behavior === 'pending_if_incomplete') {
    throw invalid('`pending_if_incomplete` is not supported when creating a subscription.', {
      param: 'payment_behavior',
    })
  }
  const items = readItems(work, params)
  const trialEnd = trialEndOf(work, params)
  const amount = items.reduce((sum, { price, quantity }) => sum + costOf(price, quantity), 0)
  const free = trialEnd !== undefined || amount === 0
  checkMethod(work, params, free)
  const { subscription, invoice } = openSubscription(work, {
    customer,
    items,
    trialEnd,
    rest: restOf(params),
  })
  if (how === 'send_invoice') {
    finalizeInvoice(work, invoice, params.days_until_due)
    const current = work.need(subscriptions, subscription.id)
    if (current.status === 'incomplete') work.put(subscriptions, { ...current, status: 'active' })
  } else {
    const open = finalizeInvoice(work, invoice)
    if (open.status === 'open' && behavior !== 'default_incomplete') collectFirst(work, open, behavior)
  }
  if (params.cancel_at !== undefined) {
    work.later(Math.max(0, params.cancel_at - work.now) * 1000, 'subscription.cancel', subscription.id)
  }
  return work.need(subscriptions, subscription.id)
}
