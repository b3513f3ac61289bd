import type Stripe from 'stripe'
import { metadata } from '#server/sandbox/core/metadata.ts'
import {
  array,
  boolean,
  integer,
  nullable,
  object,
  oneOf,
  type Parsed,
  required,
  type ShapeOf,
  string,
} from '#server/sandbox/core/params.ts'
import { shippingParam } from '#server/sandbox/core/shared-params.ts'
import { unmodelled } from '#server/sandbox/core/unmodelled.ts'
import { shareParams } from '#server/sandbox/resources/connect/intent-shares.ts'

type Create = Stripe.Checkout.SessionCreateParams

const paymentIntentShape = {
  ...shareParams,
  capture_method: oneOf('automatic', 'automatic_async', 'manual'),
  description: string({ max: 1000 }),
  metadata: metadata(),
  receipt_email: string(),
  setup_future_usage: oneOf('off_session', 'on_session'),
  shipping: shippingParam,
  statement_descriptor: string({ max: 22 }),
  statement_descriptor_suffix: string({ max: 22 }),
  transfer_group: string(),
} satisfies ShapeOf<Stripe.Checkout.SessionCreateParams.PaymentIntentData>
export type PaymentIntentData = Parsed<typeof paymentIntentShape>

const setupIntentShape = {
  description: string({ max: 1000 }),
  metadata: metadata(),
  on_behalf_of: unmodelled(),
} satisfies ShapeOf<Stripe.Checkout.SessionCreateParams.SetupIntentData>
export type SetupIntentData = Parsed<typeof setupIntentShape>

const subscriptionShape = {
  billing_cycle_anchor: unmodelled(),
  billing_mode: object({
    flexible: object({ proration_discounts: oneOf('included', 'itemized') }),
    type: required(oneOf('classic', 'flexible')),
  }),
  description: string({ max: 500 }),
  metadata: metadata(),
  proration_behavior: unmodelled(),
  trial_end: integer({ min: 0 }),
  trial_period_days: integer({ min: 1, max: 730 }),
  trial_settings: object({
    end_behavior: required(
      object({ missing_payment_method: required(oneOf('cancel', 'create_invoice', 'pause')) }),
    ),
  }),
} satisfies ShapeOf<Stripe.Checkout.SessionCreateParams.SubscriptionData>
export type SubscriptionData = Parsed<typeof subscriptionShape>

const pair = object({ name: required(string({ max: 40 })), value: required(string({ max: 140 })) })

const invoiceDataShape = {
  custom_fields: nullable(array(pair, { max: 4 })),
  description: string({ max: 1500 }),
  footer: string(),
  issuer: object({ account: string(), type: required(oneOf('account', 'self')) }),
  metadata: metadata(),
  rendering_options: nullable(
    object({
      amount_tax_display: nullable(oneOf('exclude_tax', 'include_inclusive_tax')),
      template: string(),
    }),
  ),
} satisfies ShapeOf<Stripe.Checkout.SessionCreateParams.InvoiceCreation.InvoiceData>
export type InvoiceData = Parsed<typeof invoiceDataShape>

/** What a completed session makes. */
export const outcomeParams = {
  customer_creation: oneOf('always', 'if_required'),
  customer_update: object({
    address: oneOf('auto', 'never'),
    name: oneOf('auto', 'never'),
    shipping: oneOf('auto', 'never'),
  }),
  invoice_creation: object({ enabled: required(boolean()), invoice_data: object(invoiceDataShape) }),
  payment_intent_data: object(paymentIntentShape),
  payment_method_collection: oneOf('always', 'if_required'),
  payment_method_data: object({ allow_redisplay: oneOf('always', 'limited', 'unspecified') }),
  payment_method_options: object({
    card: object({
      request_three_d_secure: oneOf('any', 'automatic', 'challenge'),
      restrictions: unmodelled(),
      setup_future_usage: oneOf('off_session', 'on_session'),
      statement_descriptor_suffix_kana: unmodelled(),
      statement_descriptor_suffix_kanji: unmodelled(),
    }),
  }),
  saved_payment_method_options: object({
    allow_redisplay_filters: array(oneOf('always', 'limited', 'unspecified')),
    payment_method_remove: oneOf('disabled', 'enabled'),
    payment_method_save: oneOf('disabled', 'enabled'),
  }),
  setup_intent_data: object(setupIntentShape),
  subscription_data: object(subscriptionShape),
} satisfies ShapeOf<Create>

/** What may still be changed of the payment while the session is open. */
export const paymentIntentChanges = object({
  description: nullable(string({ max: 1000 })),
  metadata: metadata(),
  setup_future_usage: nullable(oneOf('off_session', 'on_session')),
  statement_descriptor: nullable(string({ max: 22 })),
  statement_descriptor_suffix: nullable(string({ max: 22 })),
} satisfies ShapeOf<Stripe.Checkout.SessionUpdateParams.PaymentIntentData>)
