import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { mergeMetadata } from '#server/sandbox/core/metadata.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { customers } from '#server/sandbox/resources/customers/customer.ts'
import { grantDiscounts } from '#server/sandbox/resources/discounts/grant-discounts.ts'
import { defaultMethodFor } from '#server/sandbox/resources/invoices/collect-invoice.ts'
import { checkMethod } from '#server/sandbox/resources/invoices/create-invoice.ts'
import { writeInvoiceItem } from '#server/sandbox/resources/invoices/create-invoice-item.ts'
import { finalizeInvoice } from '#server/sandbox/resources/invoices/finalize-invoice.ts'
import { costOf } from '#server/sandbox/resources/prices/price-cost.ts'
import { collectAs } from './bill-pending.ts'
import { cancelAtAsked, scheduleCancel } from './cancel-at.ts'
import { openSubscription } from './open-subscription.ts'
import { checkTogether, needPrice } from './read-items.ts'
import { endOfPeriod, subscriptions } from './subscription.ts'
import type { CreateParams } from './subscription-params.ts'
import { trialEndAsked, trialSettingsOf } from './trial.ts'

interface Entry {
  readonly id: string
  readonly price: Stripe.Price
  readonly quantity: number
  readonly metadata: Stripe.Metadata
  readonly discounts: string[]
}

/** The items with their prices and discounts. @throws {ApiFailure} 400 for any that cannot be. */
function readItems(work: Work, params: CreateParams, subscription: string): Entry[] {
  if (params.items.length === 0)
    throw invalid('Missing required param: items.', { param: 'items', code: 'parameter_missing' })
  const found = params.items.map((item, at) => ({ ...item, price: needPrice(work, item, `items[${at}]`) }))
  checkTogether(found, params.currency)
  return found.map(({ price, quantity = 1, metadata, discounts: asked }, at) => {
    const id = work.id('si', 14)
    const place = { subscription, subscription_item: id }
    const amount = costOf(price, quantity)
    const grantee = { customer: params.customer, currency: price.currency, place, amount }
    const discounts = grantDiscounts(work, asked, grantee, `items[${at}][discounts]`)
    return { id, price, quantity, metadata: mergeMetadata({}, metadata), discounts }
  })
}

/** What the parameters say about the subscription beside its items. */
function restOf(work: Work, params: CreateParams): Partial<Stripe.Subscription> {
  const { billing_mode: mode, payment_settings: settings } = params
  const flexible = { proration_discounts: mode?.flexible?.proration_discounts ?? 'included' }
  return {
    collection_method: params.collection_method ?? 'charge_automatically',
    days_until_due: params.days_until_due ?? null,
    default_payment_method: params.default_payment_method ?? null,
    description: params.description ?? null,
    metadata: mergeMetadata({}, params.metadata),
    billing_mode:
      mode?.type === 'classic'
        ? { flexible: null, type: 'classic' }
        : { flexible, type: 'flexible', updated_at: work.now },
    ...trialSettingsOf(params),
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
function checkPayment(work: Work, params: CreateParams, free: boolean): void {
  const { customer, default_payment_method: method, collection_method: how, days_until_due: days } = params
  if (how === 'send_invoice' && days === undefined) {
    throw invalid('If you set `collection_method=send_invoice`, you must also pass `days_until_due`.', {
      param: 'days_until_due',
    })
  }
  if (how !== 'send_invoice' && days !== undefined) {
    throw invalid('`days_until_due` can only be set when `collection_method` is `send_invoice`.', {
      param: 'days_until_due',
    })
  }
  checkMethod(work, method, customer)
  if (how === 'send_invoice' || free || params.payment_behavior === 'default_incomplete') return
  if (defaultMethodFor(work, customer, method)) return
  throw invalid(
    'This customer has no attached payment source or default payment method. Please consider adding a default payment method. For more information, visit https://stripe.com/docs/billing/payment-methods#default-payment-method.',
    { code: 'resource_missing' },
  )
}

/** @throws {ApiFailure} 400 for moments that lie on the wrong side of now. */
function checkMoments(
  work: Work,
  { billing_cycle_anchor: anchor, backdate_start_date: since }: CreateParams,
) {
  if (anchor !== undefined && anchor <= work.now) {
    throw invalid('billing_cycle_anchor must be a timestamp in the future.', {
      param: 'billing_cycle_anchor',
    })
  }
  if (since !== undefined && since > work.now)
    throw invalid('backdate_start_date must be in the past.', { param: 'backdate_start_date' })
}

/** Bills the first period as the behaviour and the way of collecting say. */
function billFirst(work: Work, draft: Stripe.Invoice, params: CreateParams): void {
  const { payment_behavior: behavior = 'allow_incomplete', days_until_due: days } = params
  const open = finalizeInvoice(work, draft, days)
  const { subscription: id } = open.parent?.subscription_details ?? {}
  const current = work.need(subscriptions, typeof id === 'string' ? id : '')
  if (open.collection_method === 'send_invoice') {
    if (current.status === 'incomplete')
      work.update(subscriptions, current, { status: 'active' }, 'customer.subscription.updated')
    if (open.status === 'open') work.emit('invoice.sent', open)
  } else if (open.status === 'open' && behavior !== 'default_incomplete') {
    collectAs(work, open, behavior, params.off_session)
  }
}

/** What is bought once together with the first period. */
function addOnce(work: Work, params: CreateParams, subscription: string): void {
  const { customer } = params
  for (const { price, price_data, ...rest } of params.add_invoice_items ?? []) {
    const cost = price === undefined ? { price_data } : { pricing: { price } }
    writeInvoiceItem(work, { ...rest, ...cost, customer, subscription })
  }
}

/**
 * Creates a subscription and bills its first period.
 * @throws {ApiFailure} 400 for what cannot be subscribed to, 402 for a decline under `error_if_incomplete`.
 */
export function createSubscription(work: Work, params: CreateParams): Stripe.Subscription {
  const { customer } = params
  work.need(customers, customer, 'customer', 400)
  if (params.payment_behavior === 'pending_if_incomplete') {
    throw invalid('`pending_if_incomplete` is not supported when creating a subscription.', {
      param: 'payment_behavior',
    })
  }
  checkMoments(work, params)
  const id = work.id('sub')
  const items = readItems(work, params, id)
  const currency = items[0]?.price.currency ?? 'usd'
  const prices = items.map(({ price }) => price)
  const trialEnd = trialEndAsked(work, params, prices)
  const amount = items.reduce((sum, { price, quantity }) => sum + costOf(price, quantity), 0)
  checkPayment(work, params, trialEnd !== undefined || amount === 0)
  const grantee = { customer, currency, place: { subscription: id }, amount }
  const discounts = grantDiscounts(work, params.discounts, grantee)
  addOnce(work, params, id)
  const { invoice } = openSubscription(work, {
    id,
    customer,
    items,
    trialEnd,
    anchor: params.billing_cycle_anchor,
    since: params.backdate_start_date,
    prorates: params.proration_behavior !== 'none',
    rest: { ...restOf(work, params), discounts },
  })
  billFirst(work, invoice, params)
  const made = work.need(subscriptions, id)
  const cancels = cancelAtAsked(made, params.cancel_at_period_end ? endOfPeriod(made) : params.cancel_at)
  if (cancels === null || cancels === undefined) return made
  const ending = { cancel_at: cancels, cancel_at_period_end: params.cancel_at_period_end ?? false }
  return scheduleCancel(work, work.put(subscriptions, { ...made, ...ending, canceled_at: work.now }))
}
