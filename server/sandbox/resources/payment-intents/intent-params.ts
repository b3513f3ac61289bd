import type Stripe from 'stripe'
import { invalidParam } from '#server/sandbox/core/api-failure.ts'
import type { FormNode } from '#server/sandbox/core/form.ts'
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
import { shippingParam } from '#server/sandbox/core/shared-params.ts'
import { unmodelled } from '#server/sandbox/core/unmodelled.ts'
import { shareParams, shareUpdateParams } from '#server/sandbox/resources/connect/intent-shares.ts'
import { methodData } from '#server/sandbox/resources/payment-methods/method-params.ts'
import { amountDetails, paymentDetails } from './amount-details.ts'
import { methodOptions } from './method-options.ts'

/** Known, and refused in this version of the API. */
export const noLongerSupported: Spec<never, false> = {
  required: false,
  parse(_: FormNode, at: string): never {
    throw invalidParam(
      'The `payment_method_types` parameter is no longer supported. Use `automatic_payment_methods`, `allowed_payment_method_types` or `excluded_payment_method_types` instead.',
      at,
      'payment_method_types_no_longer_supported',
    )
  },
}

/** What the customer agreed to, and how they said so. */
export const mandateData = nullable(
  object({
    customer_acceptance: required(
      object({
        accepted_at: integer(),
        offline: object({}),
        online: object({ ip_address: string(), user_agent: string(), infer_from_client: boolean() }),
        type: required(oneOf('offline', 'online')),
      }),
    ),
  }),
)

/** What may be changed at any step before the money is taken. */
const common = {
  amount_details: nullable(amountDetails),
  capture_method: oneOf('automatic', 'automatic_async', 'manual'),
  hooks: unmodelled(),
  payment_details: nullable(paymentDetails),
  payment_method: string(),
  payment_method_data: methodData,
  payment_method_types: noLongerSupported,
  allowed_payment_method_types: array(string()),
  excluded_payment_method_types: nullable(array(string())),
  payment_method_options: methodOptions,
  receipt_email: nullable(string()),
  setup_future_usage: nullable(oneOf('off_session', 'on_session')),
  shipping: nullable(shippingParam),
}

const described = {
  customer: string(),
  customer_account: unmodelled(),
  description: string({ max: 1000 }),
  metadata: metadata(),
  payment_method_configuration: unmodelled(),
  statement_descriptor: string({ max: 22 }),
  statement_descriptor_suffix: string({ max: 22 }),
  transfer_group: string(),
}

const confirming = {
  confirmation_token: unmodelled(),
  error_on_requires_action: boolean(),
  mandate: unmodelled(),
  mandate_data: mandateData,
  off_session: oneOf('true', 'false', 'recurring', 'one_off'),
  radar_options: object({ session: string(), skip_rules: unmodelled() }),
  return_url: string(),
  use_stripe_sdk: boolean(),
}

type Older = { payment_method_types?: unknown }

export const createParams = {
  ...common,
  ...described,
  ...confirming,
  amount: required(integer({ min: 0 })),
  currency: required(currency()),
  automatic_payment_methods: object({
    enabled: required(boolean()),
    allow_redirects: oneOf('always', 'never'),
  }),
  ...shareParams,
  confirm: boolean(),
  confirmation_method: oneOf('automatic', 'manual'),
} satisfies ShapeOf<Stripe.PaymentIntentCreateParams & Older>

export const updateParams = {
  ...common,
  ...described,
  ...shareUpdateParams,
  amount: integer({ min: 0 }),
  currency: currency(),
} satisfies ShapeOf<Stripe.PaymentIntentUpdateParams & Older>

export const confirmParams = {
  ...common,
  ...confirming,
  amount_to_confirm: integer({ min: 0 }),
  client_secret: string(),
} satisfies ShapeOf<Stripe.PaymentIntentConfirmParams & Older & { client_secret?: string }>

export type CommonParams = Parsed<typeof common>
export type CreateParams = Parsed<typeof createParams>
export type UpdateParams = Parsed<typeof updateParams>
export type ConfirmParams = Parsed<typeof confirmParams>
