import type Stripe from 'stripe'
import { invalid, missing } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import { page, pageParams } from '#server/sandbox/core/list.ts'
import { mergeMetadata, metadata } from '#server/sandbox/core/metadata.ts'
import { operation, type Resource } from '#server/sandbox/core/operation.ts'
import {
  integer,
  nullable,
  object,
  oneOf,
  type Parsed,
  required,
  string,
} from '#server/sandbox/core/params.ts'
import { addressParam, buildAddress } from '#server/sandbox/core/shared-params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { customers } from '#server/sandbox/resources/customers/customer.ts'
import {
  attachTo,
  cardsBehind,
  createCardMethod,
  noBillingDetails,
  paymentMethods,
  resolvePaymentMethod,
} from './payment-method.ts'
import { testCardNamed } from './test-card.ts'

const billingShape = {
  address: nullable(addressParam),
  email: nullable(string()),
  name: nullable(string()),
  phone: nullable(string()),
  tax_id: string(),
}
const billingDetails = object(billingShape)

function mergeBilling(
  current: Stripe.PaymentMethod.BillingDetails,
  given: Parsed<typeof billingShape> | undefined,
): Stripe.PaymentMethod.BillingDetails {
  const { address, ...rest } = given ?? {}
  return { ...current, ...rest, ...(address ? { address: buildAddress(address) } : {}) }
}

/** The card that a token names: numbers are not for servers. */
function cardNameOf(token: string | undefined): string {
  if (token === undefined) {
    throw invalid(
      'Sending credit card numbers directly to the Stripe API is generally unsafe. Use a test token such as tok_visa, or a test payment method such as pm_card_visa.',
      { param: 'card[number]' },
    )
  }
  const name = testCardNamed(token)
  if (name === undefined) throw missing('token', token, 'card[token]', 400)
  return name
}

function detach(work: Work, id: string): Stripe.PaymentMethod {
  const method = work.need(paymentMethods, id, 'payment_method')
  const owner = idOf(method.customer)
  if (owner === null) {
    throw invalid(
      'The payment method you provided is not attached to a customer so detachment is impossible.',
    )
  }
  const customer = work.get(customers, owner)
  if (customer && idOf(customer.invoice_settings.default_payment_method) === id) {
    const invoice_settings = { ...customer.invoice_settings, default_payment_method: null }
    work.update(customers, customer, { invoice_settings }, 'customer.updated')
  }
  return work.update(paymentMethods, method, { customer: null }, 'payment_method.detached')
}

const listParams = {
  ...pageParams,
  type: oneOf('card', 'link', 'sepa_debit', 'us_bank_account'),
  allow_redisplay: oneOf('always', 'limited', 'unspecified'),
}

function listOf(work: Work, params: Parsed<typeof listParams>, customer: string, url: string) {
  work.need(customers, customer, 'customer')
  return page(work, paymentMethods, params, {
    url,
    by: ['customer', customer],
    keep: method =>
      (params.type === undefined || method.type === params.type) &&
      (params.allow_redisplay === undefined || method.allow_redisplay === params.allow_redisplay),
  })
}

export const paymentMethodResource: Resource = {
  kinds: [paymentMethods, cardsBehind],
  operations: [
    operation({
      method: 'POST',
      path: '/v1/payment_methods',
      params: {
        type: required(oneOf('card')),
        card: object({
          token: string(),
          number: string(),
          exp_month: integer(),
          exp_year: integer(),
          cvc: string(),
        }),
        billing_details: billingDetails,
        metadata: metadata(),
      },
      run: (work, { card, billing_details, metadata: change }) =>
        createCardMethod(work, cardNameOf(card?.token), {
          billing_details: mergeBilling(noBillingDetails, billing_details),
          metadata: mergeMetadata({}, change),
        }),
    }),
    operation({
      method: 'GET',
      path: '/v1/payment_methods',
      params: { ...listParams, customer: required(string()) },
      run: (work, params) => listOf(work, params, params.customer, '/v1/payment_methods'),
    }),
    operation({
      method: 'GET',
      path: '/v1/payment_methods/:payment_method',
      params: {},
      run: (work, _, id) => resolvePaymentMethod(work, id, 'payment_method', 404),
    }),
    operation({
      method: 'POST',
      path: '/v1/payment_methods/:payment_method',
      params: {
        allow_redisplay: oneOf('always', 'limited', 'unspecified'),
        billing_details: billingDetails,
        card: object({
          exp_month: integer({ min: 1, max: 12 }),
          exp_year: integer({ min: 2000, max: 2100 }),
        }),
        metadata: metadata(),
      },
      run(work, params, id) {
        const method = work.need(paymentMethods, id, 'payment_method')
        if (!method.customer) {
          throw invalid('You must save this PaymentMethod to a customer before you can update it.')
        }
        const change = {
          allow_redisplay: params.allow_redisplay ?? method.allow_redisplay ?? 'unspecified',
          billing_details: mergeBilling(method.billing_details, params.billing_details),
          metadata: mergeMetadata(method.metadata ?? {}, params.metadata),
          ...(method.card ? { card: { ...method.card, ...params.card } } : {}),
        }
        return work.update(paymentMethods, method, change, 'payment_method.updated')
      },
    }),
    operation({
      method: 'POST',
      path: '/v1/payment_methods/:payment_method/attach',
      params: { customer: required(string()) },
      run(work, { customer }, id) {
        work.need(customers, customer, 'customer')
        return attachTo(work, resolvePaymentMethod(work, id, 'payment_method', 404), customer)
      },
    }),
    operation({
      method: 'POST',
      path: '/v1/payment_methods/:payment_method/detach',
      params: {},
      run: (work, _, id) => detach(work, id),
    }),
    operation({
      method: 'GET',
      path: '/v1/customers/:customer/payment_methods',
      params: listParams,
      run: (work, params, customer) =>
        listOf(work, params, customer, `/v1/customers/${customer}/payment_methods`),
    }),
    operation({
      method: 'GET',
      path: '/v1/customers/:customer/payment_methods/:payment_method',
      params: {},
      run(work, _, customer, id) {
        const method = work.need(paymentMethods, id, 'payment_method')
        if (idOf(method.customer) !== customer) throw missing('PaymentMethod', id, 'payment_method')
        return method
      },
    }),
  ],
}
