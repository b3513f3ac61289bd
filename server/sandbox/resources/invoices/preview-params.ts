import type Stripe from 'stripe'
import {
  array,
  boolean,
  currency,
  integer,
  nullable,
  object,
  oneOf,
  type Parsed,
  type ShapeOf,
  string,
} from '#server/sandbox/core/params.ts'
import { discountsParam } from '#server/sandbox/resources/discounts/discounts-param.ts'
import {
  anchorParam,
  cancelAtParam,
  itemChange,
  momentOrNow,
  prorationBehavior,
} from '#server/sandbox/resources/subscriptions/subscription-params.ts'
import { itemParams } from './create-invoice-item.ts'

export const previewParams = {
  currency: currency(),
  customer: string(),
  discounts: discountsParam,
  invoice_items: array(object({ ...itemParams, currency: currency() }), { max: 250 }),
  preview_mode: oneOf('next', 'recurring'),
  subscription: string(),
  subscription_details: object({
    billing_cycle_anchor: anchorParam,
    cancel_at: nullable(cancelAtParam),
    cancel_at_period_end: boolean(),
    cancel_now: boolean(),
    items: array(itemChange, { max: 20 }),
    proration_behavior: prorationBehavior,
    proration_date: integer({ min: 0 }),
    start_date: integer({ min: 0 }),
    trial_end: momentOrNow,
  }),
} satisfies ShapeOf<Stripe.InvoiceCreatePreviewParams>
export type PreviewParams = Parsed<typeof previewParams>
