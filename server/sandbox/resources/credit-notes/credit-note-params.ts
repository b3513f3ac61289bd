import type Stripe from 'stripe'
import { metadata } from '#server/sandbox/core/metadata.ts'
import {
  array,
  decimal,
  integer,
  object,
  oneOf,
  type Parsed,
  required,
  type ShapeOf,
  string,
} from '#server/sandbox/core/params.ts'
import { unmodelled } from '#server/sandbox/core/unmodelled.ts'

const line = {
  amount: integer({ min: 0 }),
  description: string(),
  invoice_line_item: string(),
  metadata: metadata(),
  quantity: integer({ min: 0 }),
  type: required(oneOf('custom_line_item', 'invoice_line_item')),
  unit_amount: integer({ min: 0 }),
  unit_amount_decimal: decimal(),
}
export type LineAsked = Parsed<typeof line>

export const createParams = {
  amount: integer({ min: 1 }),
  credit_amount: integer({ min: 0 }),
  effective_at: integer({ min: 0 }),
  email_type: oneOf('credit_note', 'none'),
  invoice: required(string()),
  lines: array(object(line), { max: 250 }),
  memo: string(),
  metadata: metadata(),
  out_of_band_amount: integer({ min: 0 }),
  reason: oneOf('duplicate', 'fraudulent', 'order_change', 'product_unsatisfactory'),
  refund_amount: integer({ min: 0 }),
  refunds: array(
    object({ refund: required(string()), amount_refunded: integer({ min: 1 }), type: oneOf('refund') }),
    {
      max: 20,
    },
  ),
  shipping_cost: unmodelled(),
} satisfies ShapeOf<Stripe.CreditNoteCreateParams>
export type CreateParams = Parsed<typeof createParams>

export const updateParams = {
  memo: string(),
  metadata: metadata(),
} satisfies ShapeOf<Stripe.CreditNoteUpdateParams>
