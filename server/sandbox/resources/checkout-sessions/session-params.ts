import type Stripe from 'stripe'
import { createdParam, pageParams } from '#server/sandbox/core/list.ts'
import { metadata } from '#server/sandbox/core/metadata.ts'
import {
  array,
  boolean,
  integer,
  object,
  oneOf,
  type Parsed,
  required,
  type ShapeOf,
  string,
} from '#server/sandbox/core/params.ts'
import { unmodelled } from '#server/sandbox/core/unmodelled.ts'
import { noLongerSupported } from '#server/sandbox/resources/payment-intents/intent-params.ts'
import { cartChanges, cartParams } from './cart-params.ts'
import { collectionParams } from './collection-params.ts'
import { outcomeParams, paymentIntentChanges } from './outcome-params.ts'

const uiMode = oneOf('elements', 'embedded_page', 'hosted_page')

export const createParams = {
  ...cartParams,
  ...collectionParams,
  ...outcomeParams,
  adaptive_pricing: object({ enabled: boolean() }),
  after_expiration: unmodelled(),
  allowed_payment_method_types: array(string()),
  automatic_tax: object({
    enabled: required(boolean()),
    liability: object({ account: string(), type: required(oneOf('account', 'self')) }),
  }),
  cancel_url: string(),
  client_reference_id: string({ max: 200 }),
  customer: string(),
  customer_email: string({ max: 800 }),
  excluded_payment_method_types: array(string()),
  expires_at: integer(),
  integration_identifier: string({ max: 255 }),
  managed_payments: object({ enabled: boolean() }),
  metadata: metadata(),
  mode: required(oneOf('payment', 'setup', 'subscription')),
  origin_context: oneOf('mobile_app', 'web'),
  payment_method_types: noLongerSupported,
  permissions: object({ update_shipping_details: oneOf('client_only', 'server_only') }),
  redirect_on_completion: oneOf('always', 'if_required', 'never'),
  return_url: string(),
  success_url: string(),
  ui_mode: uiMode,
  wallet_options: object({ link: object({ display: oneOf('auto', 'never') }) }),
} satisfies ShapeOf<Stripe.Checkout.SessionCreateParams & { payment_method_types?: unknown }>
export type CreateParams = Parsed<typeof createParams>

export const shippingDetails = object({
  address: required(
    object({
      city: string(),
      country: required(string({ max: 2 })),
      line1: required(string()),
      line2: string(),
      postal_code: string(),
      state: string(),
    }),
  ),
  name: required(string()),
})

export const updateParams = {
  ...cartChanges,
  collected_information: object({ shipping_details: shippingDetails }),
  metadata: metadata(),
  payment_intent_data: paymentIntentChanges,
} satisfies ShapeOf<Stripe.Checkout.SessionUpdateParams>
export type UpdateParams = Parsed<typeof updateParams>

export const listParams = {
  ...pageParams,
  created: createdParam,
  customer: string(),
  customer_details: object({ email: required(string()) }),
  payment_intent: string(),
  payment_link: string(),
  status: oneOf('complete', 'expired', 'open'),
  subscription: string(),
} satisfies ShapeOf<Stripe.Checkout.SessionListParams>
export type ListParams = Parsed<typeof listParams>
