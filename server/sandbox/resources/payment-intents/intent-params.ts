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

/** Known, and refused in this version of the API. */
const noLongerSupported: Spec<never, false> = {
  required: false,
  parse(_: FormNode, at: string): never {
    throw invalidParam(
      'The `payment_method_types` parameter is no longer supported. Use `automatic_payment_methods`, `allowed_payment_method_types` or `excluded_payment_method_types` instead.',
      at,
      'payment_method_types_no_longer_supported',
    )
  },
}

/** What may be changed at any step before the money is taken. */
const common = {
  capture_method: oneOf('automatic', 'automatic_async', 'manual'),
  payment_method: string(),
  payment_method_types: noLongerSupported,
  allowed_payment_method_types: array(string()),
  excluded_payment_method_types: nullable(array(string())),
  payment_method_options: object({
    card: object({ request_three_d_secure: oneOf('any', 'automatic', 'challenge') }),
  }),
  receipt_email: nullable(string()),
  setup_future_usage: nullable(oneOf('off_session', 'on_session')),
  shipping: nullable(shippingParam),
}

const described = {
  customer: string(),
  description: string({ max: 1000 }),
  metadata: metadata(),
  statement_descriptor: string({ max: 22 }),
  statement_descriptor_suffix: string({ max: 22 }),
  transfer_group: string(),
}

const confirming = {
  error_on_requires_action: boolean(),
  off_session: boolean(),
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
  confirm: boolean(),
  confirmation_method: oneOf('automatic', 'manual'),
} satisfies ShapeOf<Stripe.PaymentIntentCreateParams & Older>

export const updateParams = {
  ...common,
  ...described,
  amount: integer({ min: 0 }),
  currency: currency(),
} satisfies ShapeOf<Stripe.PaymentIntentUpdateParams & Older>

export const confirmParams = {
  ...common,
  ...confirming,
} satisfies ShapeOf<Stripe.PaymentIntentConfirmParams & Older>

export type CreateParams = Parsed<typeof createParams>
export type UpdateParams = Parsed<typeof updateParams>
export type ConfirmParams = Parsed<typeof confirmParams>
