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

const collectionMethod = oneOf('charge_automatically', 'send_invoice')

const shared = {
  auto_advance: boolean(),
  collection_method: collectionMethod,
  days_until_due: integer({ min: 0 }),
  default_payment_method: nullable(string()),
  description: nullable(string({ max: 1500 })),
  due_date: integer({ min: 0 }),
  footer: nullable(string()),
  metadata: metadata(),
}

export const createParams = {
  ...shared,
  currency: currency(),
  customer: required(string()),
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

export const previewParams = {
  currency: currency(),
  customer: string(),
  subscription: string(),
  subscription_details: object({
    cancel_at_period_end: boolean(),
    items: array(
      object({ id: string(), price: string(), quantity: integer({ min: 0 }), deleted: boolean() }),
      { max: 20 },
    ),
    proration_behavior: oneOf('always_invoice', 'create_prorations', 'none'),
    proration_date: integer({ min: 0 }),
  }),
} satisfies ShapeOf<Stripe.InvoiceCreatePreviewParams>
export type PreviewParams = Parsed<typeof previewParams>
