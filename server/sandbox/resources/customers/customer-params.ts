import type Stripe from 'stripe'
import { invalidParam } from '#server/sandbox/core/api-failure.ts'
import { mergeMetadata, metadata } from '#server/sandbox/core/metadata.ts'
import {
  array,
  boolean,
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
import { addressParam, buildAddress, shippingParam } from '#server/sandbox/core/shared-params.ts'
import { unmodelled } from '#server/sandbox/core/unmodelled.ts'
import { taxIdType } from './tax-id-type.ts'

/** One at sign with something on both sides, as far as Stripe looks. */
const email: Spec<string, false> = {
  required: false,
  parse(node, at) {
    const address = string({ max: 512 }).parse(node, at)
    if (/^[^@\s]+@[^@\s]+$/.test(address)) return address
    throw invalidParam(`Invalid email address: ${address}`, at, 'email_invalid')
  },
}

const customField = object({
  name: required(string({ max: 40 })),
  value: required(string({ max: 140 })),
})

const fields = {
  address: nullable(addressParam),
  balance: integer(),
  business_name: nullable(string({ max: 150 })),
  cash_balance: unmodelled(),
  description: nullable(string()),
  email: nullable(email),
  individual_name: nullable(string({ max: 150 })),
  invoice_prefix: string({ max: 12 }),
  invoice_settings: object({
    custom_fields: nullable(array(customField, { max: 4 })),
    default_payment_method: nullable(string()),
    footer: nullable(string()),
    rendering_options: nullable(
      object({
        amount_tax_display: nullable(oneOf('exclude_tax', 'include_inclusive_tax')),
        template: nullable(string()),
      }),
    ),
  }),
  metadata: metadata(),
  name: nullable(string({ max: 256 })),
  next_invoice_sequence: integer({ min: 1 }),
  phone: nullable(string({ max: 20 })),
  preferred_locales: array(string()),
  shipping: nullable(shippingParam),
  source: unmodelled(),
  tax: unmodelled(),
  tax_exempt: nullable(oneOf('none', 'exempt', 'reverse')),
  validate: boolean(),
}

export const createParams = {
  ...fields,
  payment_method: string(),
  tax_id_data: array(object({ type: required(taxIdType), value: required(string()) }), { max: 5 }),
  test_clock: string(),
} satisfies ShapeOf<Stripe.CustomerCreateParams>

export const updateParams = {
  ...fields,
  default_source: unmodelled(),
} satisfies ShapeOf<Stripe.CustomerUpdateParams>

export type Fields = Parsed<typeof fields>

const buildShipping = (given: NonNullable<Fields['shipping']>): Stripe.Customer.Shipping => ({
  address: buildAddress(given.address ?? {}),
  name: given.name ?? '',
  phone: given.phone ?? null,
})

type Settings = Stripe.Customer.InvoiceSettings

function settingsAfter(current: Settings, given: NonNullable<Fields['invoice_settings']>): Settings {
  const { rendering_options: rendering, custom_fields: custom, ...plain } = given
  const { amount_tax_display = null, template = null } = rendering ?? {}
  return {
    ...current,
    ...plain,
    ...(custom === undefined ? {} : { custom_fields: custom?.length ? custom : null }),
    ...(rendering === undefined ? {} : { rendering_options: rendering && { amount_tax_display, template } }),
  }
}

/** A name that `''` takes out again: these are absent instead of `null`. */
const orAbsent = (name: 'business_name' | 'individual_name', value: string | null | undefined) =>
  value === undefined ? {} : { [name]: value ?? undefined }

/** The properties of a customer that the parameters set; those not sent stay out. The balance has its own ledger. */
export function changesIn(
  given: Fields,
  current: Pick<Stripe.Customer, 'metadata' | 'invoice_settings'>,
): Partial<Stripe.Customer> {
  const { address, description, email: mail, invoice_prefix, name, next_invoice_sequence } = given
  const { shipping, metadata: change, invoice_settings: settings, phone } = given
  const { preferred_locales, tax_exempt: exempt } = given
  return {
    ...orAbsent('business_name', given.business_name),
    ...orAbsent('individual_name', given.individual_name),
    ...(description === undefined ? {} : { description }),
    ...(mail === undefined ? {} : { email: mail }),
    ...(invoice_prefix === undefined ? {} : { invoice_prefix }),
    ...(name === undefined ? {} : { name }),
    ...(next_invoice_sequence === undefined ? {} : { next_invoice_sequence }),
    ...(phone === undefined ? {} : { phone }),
    ...(preferred_locales === undefined ? {} : { preferred_locales }),
    ...(exempt === undefined ? {} : { tax_exempt: exempt ?? 'none' }),
    ...(address === undefined ? {} : { address: address && buildAddress(address) }),
    ...(shipping === undefined ? {} : { shipping: shipping && buildShipping(shipping) }),
    ...(settings === undefined
      ? {}
      : { invoice_settings: settingsAfter(current.invoice_settings, settings) }),
    ...(change === undefined ? {} : { metadata: mergeMetadata(current.metadata, change) }),
  }
}
