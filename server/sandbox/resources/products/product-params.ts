import type Stripe from 'stripe'
import { createdParam, pageParams } from '#server/sandbox/core/list.ts'
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

const fields = {
  active: boolean(),
  description: nullable(string({ max: 40_000 })),
  images: nullable(array(string(), { max: 8 })),
  marketing_features: nullable(array(object({ name: required(string({ max: 80 })) }), { max: 15 })),
  metadata: metadata(),
  shippable: boolean(),
  statement_descriptor: string({ max: 22 }),
  tax_code: unmodelled(),
  tax_details: unmodelled(),
  unit_label: nullable(string({ max: 12 })),
  url: nullable(string()),
}

export const updateParams = {
  ...fields,
  default_price: string(),
  name: string(),
} satisfies ShapeOf<Stripe.ProductUpdateParams>
export type UpdateParams = Parsed<typeof updateParams>

/** A price that is made together with its product; its own shape is read where prices are. */
export const createFields = {
  ...fields,
  id: string(),
  name: required(string()),
  type: oneOf('good', 'service'),
} satisfies ShapeOf<Stripe.ProductCreateParams>

export const listParams = {
  ...pageParams,
  active: boolean(),
  created: createdParam,
  ids: array(string()),
  shippable: boolean(),
  url: string(),
} satisfies ShapeOf<Stripe.ProductListParams>
export type ListParams = Parsed<typeof listParams>
