import type Stripe from 'stripe'
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
  string,
} from '#server/sandbox/core/params.ts'

type Create = Stripe.Checkout.SessionCreateParams

const message = nullable(object({ message: required(string({ max: 1200 })) }))
const asked = object({ enabled: required(boolean()), optional: boolean() })
const length = integer({ min: 1, max: 255 })
const typed = object({
  default_value: string({ max: 255 }),
  maximum_length: length,
  minimum_length: length,
})

const customFieldShape = {
  dropdown: object({
    default_value: string(),
    options: required(
      array(object({ label: required(string({ max: 100 })), value: required(string({ max: 100 })) }), {
        max: 200,
      }),
    ),
  }),
  key: required(string({ max: 200 })),
  label: required(object({ custom: required(string({ max: 50 })), type: required(oneOf('custom')) })),
  numeric: typed,
  optional: boolean(),
  text: typed,
  type: required(oneOf('dropdown', 'numeric', 'text')),
} satisfies ShapeOf<Stripe.Checkout.SessionCreateParams.CustomField>
export type GivenField = Parsed<typeof customFieldShape>

const picture = object({ file: string(), type: required(oneOf('file', 'url')), url: string() })

/** What the page asks the customer for, and how it looks and speaks. */
export const collectionParams = {
  billing_address_collection: oneOf('auto', 'required'),
  branding_settings: object({
    background_color: nullable(string()),
    border_style: nullable(oneOf('pill', 'rectangular', 'rounded')),
    button_color: nullable(string()),
    display_name: string({ max: 200 }),
    font_family: nullable(string()),
    icon: picture,
    logo: picture,
  }),
  consent_collection: object({
    payment_method_reuse_agreement: object({ position: required(oneOf('auto', 'hidden')) }),
    promotions: oneOf('auto', 'none'),
    terms_of_service: oneOf('none', 'required'),
  }),
  custom_fields: array(object(customFieldShape), { max: 3 }),
  custom_text: object({
    after_submit: message,
    shipping_address: message,
    submit: message,
    terms_of_service_acceptance: message,
  }),
  locale: string({ max: 10 }),
  name_collection: object({ business: asked, individual: asked }),
  phone_number_collection: object({ enabled: required(boolean()) }),
  shipping_address_collection: object({
    allowed_countries: required(array(string({ max: 2 }), { max: 250 })),
  }),
  submit_type: oneOf('auto', 'book', 'donate', 'pay', 'subscribe'),
  tax_id_collection: object({
    enabled: required(boolean()),
    required: oneOf('if_supported', 'never'),
  }),
} satisfies ShapeOf<Create>
export type Collection = Parsed<typeof collectionParams>
