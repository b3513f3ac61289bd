import type Stripe from 'stripe'
import { metadata } from '#server/sandbox/core/metadata.ts'
import {
  boolean,
  currency,
  either,
  integer,
  nullable,
  object,
  oneOf,
  type Parsed,
  type ShapeOf,
  string,
} from '#server/sandbox/core/params.ts'
import { addressParam } from '#server/sandbox/core/shared-params.ts'

const requested = object({ requested: boolean() })

/** What an account can be able to do. */
export const capabilityParams = {
  acss_debit_payments: requested,
  affirm_payments: requested,
  afterpay_clearpay_payments: requested,
  au_becs_debit_payments: requested,
  bacs_debit_payments: requested,
  bancontact_payments: requested,
  bank_transfer_payments: requested,
  card_issuing: requested,
  card_payments: requested,
  cartes_bancaires_payments: requested,
  cashapp_payments: requested,
  eps_payments: requested,
  ideal_payments: requested,
  jcb_payments: requested,
  klarna_payments: requested,
  legacy_payments: requested,
  link_payments: requested,
  p24_payments: requested,
  sepa_debit_payments: requested,
  tax_reporting_us_1099_k: requested,
  tax_reporting_us_1099_misc: requested,
  transfers: requested,
  treasury: requested,
  us_bank_account_ach_payments: requested,
} satisfies ShapeOf<Stripe.AccountCreateParams.Capabilities>

const bankAccount = object({
  object: oneOf('bank_account'),
  country: string(),
  currency: currency(),
  account_holder_name: string(),
  account_holder_type: oneOf('company', 'individual'),
  account_number: string(),
  routing_number: string(),
})

/** A bank account's details, or a token of them such as `btok_us_verified`. */
export const externalAccountParam = either(string(), bankAccount)
export type ExternalAccountGiven = ReturnType<typeof externalAccountParam.parse>

const dob = object({
  day: integer({ min: 1, max: 31 }),
  month: integer({ min: 1, max: 12 }),
  year: integer(),
})

export const updateParams = {
  business_profile: object({
    estimated_worker_count: integer({ min: 0 }),
    mcc: string({ max: 4 }),
    name: string(),
    product_description: string({ max: 40_000 }),
    support_address: addressParam,
    support_email: string(),
    support_phone: string(),
    support_url: nullable(string()),
    url: string(),
  }),
  business_type: oneOf('company', 'government_entity', 'individual', 'non_profit'),
  capabilities: object(capabilityParams),
  company: object({
    address: addressParam,
    name: string({ max: 100 }),
    phone: string(),
    structure: string(),
    tax_id: string(),
    vat_id: string(),
  }),
  default_currency: currency(),
  email: string({ max: 800 }),
  external_account: nullable(externalAccountParam),
  individual: object({
    address: addressParam,
    dob: nullable(dob),
    email: string(),
    first_name: string(),
    id_number: string(),
    last_name: string(),
    phone: string(),
    ssn_last_4: string(),
  }),
  metadata: metadata(),
  tos_acceptance: object({
    date: integer({ min: 0 }),
    ip: string(),
    service_agreement: string(),
    user_agent: string(),
  }),
} satisfies ShapeOf<Stripe.AccountUpdateParams>
export type UpdateParams = Parsed<typeof updateParams>

export const createParams = {
  ...updateParams,
  controller: object({
    fees: object({ payer: oneOf('account', 'application') }),
    losses: object({ payments: oneOf('application', 'stripe') }),
    requirement_collection: oneOf('application', 'stripe'),
    stripe_dashboard: object({ type: oneOf('express', 'full', 'none') }),
  }),
  country: string({ max: 2 }),
  type: oneOf('custom', 'express', 'standard'),
} satisfies ShapeOf<Stripe.AccountCreateParams>
export type CreateParams = Parsed<typeof createParams>
