import type Stripe from 'stripe'
import { createdParam, pageParams } from '#server/sandbox/core/list.ts'
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
  string,
} from '#server/sandbox/core/params.ts'
import { discountsParam } from '#server/sandbox/resources/discounts/discounts-param.ts'

const collectionMethod = oneOf('charge_automatically', 'send_invoice')
const customField = object({ name: required(string({ max: 40 })), value: required(string({ max: 140 })) })

const shared = {
  auto_advance: boolean(),
  automatically_finalizes_at: integer({ min: 0 }),
  collection_method: collectionMethod,
  custom_fields: nullable(array(customField, { max: 4 })),
  days_until_due: integer({ min: 0 }),
  default_payment_method: nullable(string()),
  description: nullable(string({ max: 1500 })),
  discounts: discountsParam,
  due_date: integer({ min: 0 }),
  effective_at: nullable(integer({ min: 0 })),
  footer: nullable(string({ max: 5000 })),
  metadata: metadata(),
  number: nullable(string({ max: 26 })),
  statement_descriptor: string({ max: 22 }),
}

export const createParams = {
  ...shared,
  currency: currency(),
  customer: string(),
  pending_invoice_items_behavior: oneOf('exclude', 'include'),
  subscription: string(),
} satisfies ShapeOf<Stripe.InvoiceCreateParams>
export type CreateParams = Parsed<typeof createParams>

export const updateParams = shared satisfies ShapeOf<Stripe.InvoiceUpdateParams>
export type UpdateParams = Parsed<typeof updateParams>

export const payParams = {
  forgive: boolean(),
  mandate: nullable(string()),
  off_session: boolean(),
  paid_out_of_band: boolean(),
  payment_method: string(),
} satisfies ShapeOf<Stripe.InvoicePayParams>

export const listParams = {
  ...pageParams,
  collection_method: collectionMethod,
  created: createdParam,
  customer: string(),
  due_date: createdParam,
  status: oneOf('draft', 'open', 'paid', 'uncollectible', 'void'),
  subscription: string(),
} satisfies ShapeOf<Stripe.InvoiceListParams>
