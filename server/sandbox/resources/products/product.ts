import type Stripe from 'stripe'
import { defineKind } from '#server/sandbox/core/kind.ts'
import type { Work } from '#server/sandbox/core/work.ts'

export const products = defineKind<Stripe.Product>({
  name: 'product',
  prefix: 'prod',
  ownIds: true,
  expandable: ['default_price', 'tax_code'],
})

type Given = Pick<Stripe.Product, 'name'> & Partial<Stripe.Product>

/** A product as Stripe makes one; it is not written yet. */
export const buildProduct = (work: Work, given: Given): Stripe.Product => ({
  id: work.id('prod', 14),
  object: 'product',
  active: true,
  created: work.now,
  default_price: null,
  description: null,
  images: [],
  livemode: false,
  marketing_features: [],
  metadata: {},
  package_dimensions: null,
  shippable: null,
  statement_descriptor: null,
  tax_code: null,
  tax_details: null,
  type: 'service',
  unit_label: null,
  updated: work.now,
  url: null,
  ...given,
})
