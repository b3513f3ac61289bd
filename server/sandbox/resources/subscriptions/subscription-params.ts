import type Stripe from 'stripe'
import { createdParam } from '#server/sandbox/core/list.ts'
import { metadata } from '#server/sandbox/core/metadata.ts'
import {
  array,
  boolean,
  currency,
  integer,
  nullable,
  object,
  oneOf,
  type Parsed,
  required,
  type ShapeOf,
  type Spec,
  string,
} from '#server/sandbox/core/params.ts'
import { discountsParam } from '#server/sandbox/resources/discounts/discounts-param.ts'
import { oneTimePriceData, recurringPriceData } from '#server/sandbox/resources/prices/inline-price.ts'

const collectionMethod = oneOf('charge_automatically', 'send_invoice')
const moment = integer({ min: 0 })
export const paymentBehavior = oneOf(
  'allow_incomplete',
  'default_incomplete',
  'error_if_incomplete',
  'pending_if_incomplete',
)
export const prorationBehavior = oneOf('always_invoice', 'create_prorations', 'none')
export const anchorParam = object({ type: required(oneOf('now', 'unchanged')) })
const cancellationDetails = object({
  comment: nullable(string()),
  feedback: nullable(
    oneOf(
      'customer_service',
      'low_quality',
      'missing_features',
      'other',
      'switched_service',
      'too_complex',
      'too_expensive',
      'unused',
    ),
  ),
})

/** A moment in whole seconds, or one of these words. */
const momentOr = <const W extends string>(...words: W[]): Spec<number | W, false> => ({
  required: false,
  parse: (node, at) =>
    typeof node === 'string' && /^[a-z_]+$/.test(node)
      ? oneOf(...words).parse(node, at)
      : moment.parse(node, at),
})
export const momentOrNow = momentOr('now')
export const cancelAtParam = momentOr('max_period_end', 'min_period_end')

const trialSettings = object({
  end_behavior: required(
    object({
      billing_cycle_anchor: oneOf('now', 'unchanged'),
      missing_payment_method: required(oneOf('cancel', 'create_invoice', 'pause')),
    }),
  ),
})

const addedItem = object({
  discountable: boolean(),
  discounts: discountsParam,
  metadata: metadata(),
  price: string(),
  price_data: oneTimePriceData,
  quantity: integer({ min: 0 }),
})

const newItemShape = {
  discounts: discountsParam,
  metadata: metadata(),
  price: string(),
  price_data: recurringPriceData,
  quantity: integer({ min: 0 }),
}

const shared = {
  add_invoice_items: array(addedItem, { max: 20 }),
  cancel_at_period_end: boolean(),
  collection_method: collectionMethod,
  days_until_due: integer({ min: 0 }),
  default_payment_method: nullable(string()),
  description: nullable(string({ max: 500 })),
  discounts: discountsParam,
  metadata: metadata(),
  off_session: boolean(),
  payment_behavior: paymentBehavior,
  payment_settings: object({ save_default_payment_method: oneOf('off', 'on_subscription') }),
  proration_behavior: prorationBehavior,
  trial_end: momentOrNow,
  trial_settings: trialSettings,
}

export const createParams = {
  ...shared,
  backdate_start_date: moment,
  billing_cycle_anchor: moment,
  billing_mode: object({
    flexible: object({ proration_discounts: oneOf('included', 'itemized') }),
    type: required(oneOf('classic', 'flexible')),
  }),
  cancel_at: cancelAtParam,
  currency: currency(),
  customer: required(string()),
  items: required(array(object(newItemShape), { max: 20 })),
  trial_from_plan: boolean(),
  trial_period_days: integer({ min: 0, max: 730 }),
} satisfies ShapeOf<Stripe.SubscriptionCreateParams>
export type CreateParams = Parsed<typeof createParams>

const itemShape = { ...newItemShape, id: string(), deleted: boolean(), clear_usage: boolean() }
export const itemChange = object(itemShape)
export type ItemChange = Parsed<typeof itemShape>

export const updateParams = {
  ...shared,
  billing_cycle_anchor: anchorParam,
  cancel_at: nullable(cancelAtParam),
  cancellation_details: cancellationDetails,
  items: array(itemChange, { max: 20 }),
  pause_collection: nullable(
    object({ behavior: required(oneOf('keep_as_draft', 'mark_uncollectible', 'void')), resumes_at: moment }),
  ),
  proration_date: moment,
} satisfies ShapeOf<Stripe.SubscriptionUpdateParams>
export type UpdateParams = Parsed<typeof updateParams>

export const cancelParams = {
  cancellation_details: cancellationDetails,
  invoice_now: boolean(),
  prorate: boolean(),
} satisfies ShapeOf<Stripe.SubscriptionCancelParams>

export const pauseParams = {
  bill_for: object({
    outstanding_usage_through: object({ type: required(oneOf('none', 'now')) }),
    unused_time_from: object({ type: required(oneOf('item_current_period_start', 'none', 'now')) }),
  }),
  invoicing_behavior: oneOf('invoice', 'pending_invoice_item'),
  type: oneOf('subscription'),
} satisfies ShapeOf<Stripe.SubscriptionPauseParams>

export const resumeParams = {
  billing_cycle_anchor: anchorParam,
  payment_behavior: oneOf('resume_on_payment_attempt', 'resume_on_payment_success'),
  proration_behavior: prorationBehavior,
  proration_date: moment,
} satisfies ShapeOf<Stripe.SubscriptionResumeParams>

const itemBilling = {
  payment_behavior: paymentBehavior,
  proration_behavior: prorationBehavior,
  proration_date: moment,
}

export const createItemParams = {
  ...newItemShape,
  ...itemBilling,
  subscription: required(string()),
} satisfies ShapeOf<Stripe.SubscriptionItemCreateParams>

export const updateItemParams = {
  ...newItemShape,
  ...itemBilling,
  off_session: boolean(),
} satisfies ShapeOf<Stripe.SubscriptionItemUpdateParams>

export const deleteItemParams = {
  ...itemBilling,
  clear_usage: boolean(),
} satisfies ShapeOf<Stripe.SubscriptionItemDeleteParams>

export const listFilters = {
  collection_method: collectionMethod,
  created: createdParam,
  current_period_end: createdParam,
  current_period_start: createdParam,
  customer: string(),
  plan: string(),
  price: string(),
  status: oneOf(
    'active',
    'all',
    'canceled',
    'ended',
    'incomplete',
    'incomplete_expired',
    'past_due',
    'paused',
    'trialing',
    'unpaid',
  ),
  test_clock: string(),
} satisfies ShapeOf<Stripe.SubscriptionListParams>
