import type Stripe from 'stripe'
import { idOf } from '#server/sandbox/core/kind.ts'
import { buildShipping } from '#server/sandbox/core/shared-params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { customers } from '#server/sandbox/resources/customers/customer.ts'
import { createMethod } from '#server/sandbox/resources/payment-methods/method-params.ts'
import { resolvePaymentMethod } from '#server/sandbox/resources/payment-methods/payment-method.ts'
import { checkOwner, typesFor } from './allowed-types.ts'
import { mergeAmountDetails, mergeReferences } from './amount-details.ts'
import type { CommonParams } from './intent-params.ts'
import { mergeOptions } from './method-options.ts'

type Given = CommonParams & { readonly customer?: string; readonly currency?: string }

/** The payment method that the request brings: new data, or an id; a test token becomes one of its own. */
export function methodGiven(
  work: Work,
  { payment_method: id, payment_method_data: data }: Pick<Given, 'payment_method' | 'payment_method_data'>,
): Stripe.PaymentMethod | undefined {
  if (data !== undefined) return createMethod(work, data, 'payment_method_data')
  return id === undefined ? undefined : resolvePaymentMethod(work, id)
}

/** What can pay, when the request changes it: by what it allows and excludes, and by the currency. */
function changedTypes(intent: Stripe.PaymentIntent, given: Given): Partial<Stripe.PaymentIntent> {
  const { allowed_payment_method_types: allowed, excluded_payment_method_types: excluded, currency } = given
  if (allowed === undefined && excluded === undefined && currency === undefined) return {}
  const narrowed = {
    allowed_payment_method_types: allowed ?? intent.allowed_payment_method_types,
    excluded_payment_method_types: excluded === undefined ? intent.excluded_payment_method_types : excluded,
  }
  const { allowed_payment_method_types: some, excluded_payment_method_types: none } = narrowed
  return { ...narrowed, payment_method_types: typesFor(currency ?? intent.currency, some, none) }
}

/** The properties that create, update and confirm set alike. @throws {ApiFailure} 400 naming what does not exist. */
export function changesIn(
  work: Work,
  intent: Stripe.PaymentIntent,
  given: Given,
): Partial<Stripe.PaymentIntent> {
  const { shipping, customer, capture_method, receipt_email, setup_future_usage } = given
  const { amount_details: amounts, payment_details: references } = given
  if (customer !== undefined) work.need(customers, customer, 'customer', 400)
  const method = methodGiven(work, given)
  if (method) checkOwner(idOf(method.customer), customer ?? idOf(intent.customer), method.id)
  const options = mergeOptions(intent.payment_method_options, given.payment_method_options)
  return {
    ...changedTypes(intent, given),
    payment_method_options: options,
    ...(customer === undefined ? {} : { customer }),
    ...(method === undefined ? {} : { payment_method: method.id }),
    ...(shipping === undefined ? {} : { shipping: shipping && buildShipping(shipping) }),
    ...(capture_method === undefined ? {} : { capture_method }),
    ...(receipt_email === undefined ? {} : { receipt_email }),
    ...(setup_future_usage === undefined ? {} : { setup_future_usage }),
    ...(amounts === undefined ? {} : { amount_details: mergeAmountDetails(intent.amount_details, amounts) }),
    ...(references === undefined
      ? {}
      : { payment_details: mergeReferences(intent.payment_details, references) }),
  }
}
