import type Stripe from 'stripe'
import { metadata } from '#server/sandbox/core/metadata.ts'
import {
  array,
  boolean,
  either,
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

const collectionMethod = oneOf('charge_automatically', 'send_invoice')
const paymentBehavior = oneOf(
  'allow_incomplete',
  'default_incomplete',
  'error_if_incomplete',
  'pending_if_incomplete',
)
export const prorationBehavior = oneOf('always_invoice', 'create_prorations', 'none')
export const cancellationDetails = object({
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

/** A moment in whole seconds, or the word `now`. */
const momentOrNow: Spec<number | 'now', false> = {
  required: false,
  parse: (node, at) => (node === 'now' ? 'now' : integer({ min: 0 }).parse(node, at)),
}

const shared = {
  cancel_at_period_end: boolean(),
  collection_method: collectionMethod,
  days_until_due: integer({ min: 0 }),
  default_payment_method: nullable(string()),
  description: nullable(string({ max: 500 })),
  metadata: metadata(),
  off_session: boolean(),
  payment_behavior: paymentBehavior,
  payment_settings: object({ save_default_payment_method: oneOf('off', 'on_subscription') }),
  proration_behavior: prorationBehavior,
  trial_end: momentOrNow,
}

export const createParams = {
  ...shared,
  billing_mode: object({ type: required(oneOf('classic', 'flexible')) }),
  cancel_at: integer({ min: 0 }),
  customer: required(string()),
  items: required(
    array(object({ price: required(string()), quantity: integer({ min: 0 }), metadata: metadata() }), {
      max: 20,
    }),
  ),
  trial_period_days: integer({ min: 0, max: 730 }),
} satisfies ShapeOf<Stripe.SubscriptionCreateParams>
export type CreateParams = Parsed<typeof createParams>

const itemChange = object({
  id: string(),
  price: string(),
  quantity: integer({ min: 0 }),
  deleted: boolean(),
  metadata: metadata(),
})

export const updateParams = {
  ...shared,
  cancel_at: nullable(integer({ min: 0 })),
  cancellation_details: cancellationDetails,
  items: array(itemChange, { max: 20 }),
  pause_collection: nullable(
    object({
      behavior: required(oneOf('keep_as_draft', 'mark_uncollectible', 'void')),
      resumes_at: integer({ min: 0 }),
    }),
  ),
  proration_date: integer({ min: 0 }),
} satisfies ShapeOf<Stripe.SubscriptionUpdateParams>
export type UpdateParams = Parsed<typeof updateParams>
export type ItemChange = NonNullable<UpdateParams['items']>[number]

export const cancelParams = {
  cancellation_details: cancellationDetails,
  invoice_now: boolean(),
  prorate: boolean(),
} satisfies ShapeOf<Stripe.SubscriptionCancelParams>

const range = either(integer(), object({ gt: integer(), gte: integer(), lt: integer(), lte: integer() }))

export const listFilters = {
  collection_method: collectionMethod,
  created: range,
  customer: string(),
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
