import type Stripe from 'stripe'
import {
  array,
  boolean,
  clearable,
  integer,
  nullable,
  object,
  oneOf,
  type Parsed,
  required,
  type ShapeOf,
  string,
} from '#server/sandbox/core/params.ts'

const proration = oneOf('always_invoice', 'create_prorations', 'none')

const cancellationReason = object({
  enabled: required(boolean()),
  feedback_options: nullable(array(string())),
  options: clearable(
    array(
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
  ),
})

const pauseDuration = object({
  interval_options: clearable(
    array(
      object({
        interval: required(oneOf('day', 'month', 'week', 'year')),
        interval_count: integer({ min: 1, max: 365 }),
      }),
    ),
  ),
  type: required(oneOf('indefinite', 'interval_options')),
})

const updatedProduct = object({
  adjustable_quantity: object({
    enabled: required(boolean()),
    maximum: integer({ min: 1 }),
    minimum: integer({ min: 0 }),
  }),
  prices: required(array(string(), { max: 10 })),
  product: required(string()),
})

/** What a configuration may say of each feature; create and update take the same. */
export const featureShape = {
  customer_update: object({
    allowed_updates: clearable(array(oneOf('address', 'email', 'name', 'phone', 'shipping', 'tax_id'))),
    enabled: boolean(),
  }),
  invoice_history: object({ enabled: required(boolean()) }),
  payment_method_update: object({
    enabled: required(boolean()),
    payment_method_configuration: nullable(string()),
  }),
  subscription_cancel: object({
    cancellation_reason: cancellationReason,
    enabled: boolean(),
    mode: oneOf('at_period_end', 'immediately'),
    proration_behavior: proration,
  }),
  subscription_pause: object({ duration: pauseDuration, enabled: boolean() }),
  subscription_update: object({
    billing_cycle_anchor: oneOf('now', 'unchanged'),
    default_allowed_updates: clearable(array(oneOf('price', 'promotion_code', 'quantity'))),
    enabled: boolean(),
    products: nullable(array(updatedProduct, { max: 10 })),
    proration_behavior: proration,
    schedule_at_period_end: object({
      conditions: clearable(
        array(object({ type: required(oneOf('decreasing_item_amount', 'shortening_interval')) })),
      ),
    }),
    trial_update_behavior: oneOf('continue_trial', 'end_trial'),
  }),
} satisfies ShapeOf<Stripe.BillingPortal.ConfigurationUpdateParams.Features>
export type FeaturesGiven = Parsed<typeof featureShape>
