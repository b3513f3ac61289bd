import { invalidParam } from '#server/sandbox/core/api-failure.ts'
import {
  array,
  boolean,
  integer,
  nullable,
  object,
  oneOf,
  type Parsed,
  required,
  type Spec,
  string,
} from '#server/sandbox/core/params.ts'
import { addressParam, buildAddress } from '#server/sandbox/core/shared-params.ts'
import { billingDetails, methodData } from '#server/sandbox/resources/payment-methods/method-params.ts'
import type { Submission } from './complete/submission.ts'

/** Answers to custom fields, by their keys. */
const answers: Spec<Readonly<Record<string, string>>, false> = {
  required: false,
  parse(node, at) {
    if (!(node instanceof Map)) throw invalidParam('Invalid object', at)
    return Object.fromEntries(
      [...node].map(([key, value]) => {
        if (typeof value === 'string') return [key, value]
        throw invalidParam('Invalid string: expected a string', `${at}[${key}]`)
      }),
    )
  },
}

export const initParams = { client_secret: string() }

/** A change that the customer makes to the cart; an empty `promotion_code` takes the code away. */
export const changeParams = {
  ...initParams,
  line_items: array(object({ id: required(string()), quantity: required(integer({ min: 1 })) })),
  promotion_code: nullable(string()),
  shipping_rate: string(),
}

export const confirmParams = {
  ...initParams,
  billing_details: billingDetails,
  business_name: string(),
  consent: object({ promotions: oneOf('opt_in', 'opt_out'), terms_of_service: oneOf('accepted') }),
  custom_fields: answers,
  email: string({ max: 800 }),
  expected_amount: integer({ min: 0 }),
  individual_name: string(),
  payment_method: string(),
  payment_method_data: methodData,
  phone: string({ max: 50 }),
  return_url: string(),
  save_payment_method: boolean(),
  shipping: object({ address: required(addressParam), name: required(string()) }),
  tax_id: object({ type: required(string()), value: required(string()) }),
}
type Confirm = Parsed<typeof confirmParams>

/** What the customer said, as the confirmation of a page's own parameters tells it. */
export function submissionOf(params: Confirm): Submission {
  const { billing_details: billing, shipping, consent } = params
  const { address } = billing ?? params.payment_method_data?.billing_details ?? {}
  return {
    address: address ? buildAddress(address) : undefined,
    businessName: params.business_name,
    email: params.email ?? billing?.email ?? undefined,
    fields: params.custom_fields ?? {},
    individualName: params.individual_name,
    name: (billing ?? params.payment_method_data?.billing_details)?.name ?? undefined,
    phone: params.phone ?? billing?.phone ?? undefined,
    savesCard: params.save_payment_method ?? false,
    shipping: shipping ? { address: buildAddress(shipping.address), name: shipping.name } : undefined,
    taxId: params.tax_id,
    termsAccepted: consent?.terms_of_service === 'accepted',
    wantsPromotions: consent?.promotions === 'opt_in',
  }
}
