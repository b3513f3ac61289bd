import type Stripe from 'stripe'
import { metadata } from '#server/sandbox/core/metadata.ts'
import {
  array,
  boolean,
  nullable,
  object,
  oneOf,
  type Parsed,
  required,
  type ShapeOf,
  string,
} from '#server/sandbox/core/params.ts'
import { unmodelled } from '#server/sandbox/core/unmodelled.ts'
import { mandateData, noLongerSupported } from '#server/sandbox/resources/payment-intents/intent-params.ts'
import { methodData } from '#server/sandbox/resources/payment-methods/method-params.ts'

const methodOptions = object({
  card: object({
    mandate_options: unmodelled(),
    moto: boolean(),
    network: string(),
    request_three_d_secure: oneOf('any', 'automatic', 'challenge'),
    three_d_secure: unmodelled(),
  }),
})

const common = {
  payment_method: string(),
  payment_method_data: methodData,
  payment_method_options: methodOptions,
  payment_method_types: noLongerSupported,
}

const described = {
  allowed_payment_method_types: nullable(array(string())),
  attach_to_self: unmodelled(),
  customer: string(),
  customer_account: unmodelled(),
  description: string({ max: 1000 }),
  excluded_payment_method_types: nullable(array(string())),
  flow_directions: unmodelled(),
  metadata: metadata(),
  payment_method_configuration: unmodelled(),
}

const confirming = {
  confirmation_token: unmodelled(),
  mandate_data: mandateData,
  return_url: string(),
  use_stripe_sdk: boolean(),
}

type Older = { payment_method_types?: unknown }

export const createParams = {
  ...common,
  ...described,
  ...confirming,
  automatic_payment_methods: object({
    enabled: required(boolean()),
    allow_redirects: oneOf('always', 'never'),
  }),
  confirm: boolean(),
  on_behalf_of: unmodelled(),
  single_use: unmodelled(),
  usage: oneOf('off_session', 'on_session'),
} satisfies ShapeOf<Stripe.SetupIntentCreateParams & Older>

export const updateParams = {
  ...common,
  ...described,
} satisfies ShapeOf<Stripe.SetupIntentUpdateParams & Older>

export const confirmParams = {
  ...common,
  ...confirming,
  client_secret: string(),
} satisfies ShapeOf<Stripe.SetupIntentConfirmParams & Older & { client_secret?: string }>

export type CreateParams = Parsed<typeof createParams>
export type UpdateParams = Parsed<typeof updateParams>
export type ConfirmParams = Parsed<typeof confirmParams>
