import type Stripe from 'stripe'
import { invalid, missing } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import { page, pageParams } from '#server/sandbox/core/list.ts'
import { mergeMetadata, metadata } from '#server/sandbox/core/metadata.ts'
import { operation, type Resource } from '#server/sandbox/core/operation.ts'
import {
  integer,
  object,
  oneOf,
  type Parsed,
  required,
  type ShapeOf,
  string,
} from '#server/sandbox/core/params.ts'
import { unmodelled } from '#server/sandbox/core/unmodelled.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { customers } from '#server/sandbox/resources/customers/customer.ts'
import { attachTo, detach } from './attach.ts'
import { cardsBehind } from './behaviour.ts'
import { allowRedisplay, billingDetails, createMethod, mergeBilling, methodShape } from './method-params.ts'
import { methodType } from './method-type.ts'
import { paymentMethods, resolvePaymentMethod } from './payment-method.ts'

const createParams = {
  ...methodShape,
  customer: unmodelled(),
  payment_method: unmodelled(),
} satisfies ShapeOf<Stripe.PaymentMethodCreateParams>

const updateParams = {
  allow_redisplay: allowRedisplay,
  billing_details: billingDetails,
  card: object({
    exp_month: integer({ min: 1, max: 12 }),
    exp_year: integer({ min: 2000, max: 2100 }),
    networks: object({ preferred: oneOf('cartes_bancaires', 'mastercard', 'visa') }),
  }),
  metadata: metadata(),
  us_bank_account: object({
    account_holder_type: oneOf('company', 'individual'),
    account_type: oneOf('checking', 'savings'),
  }),
} satisfies ShapeOf<Stripe.PaymentMethodUpdateParams>

function update(work: Work, params: Parsed<typeof updateParams>, id: string): Stripe.PaymentMethod {
  const method = work.need(paymentMethods, id, 'payment_method')
  if (!method.customer) {
    throw invalid('You must save this PaymentMethod to a customer before you can update it.')
  }
  const { networks, ...printed } = params.card ?? {}
  const { card, us_bank_account: bank } = method
  const preferred = networks?.preferred
  const change = {
    allow_redisplay: params.allow_redisplay ?? method.allow_redisplay ?? 'unspecified',
    billing_details: mergeBilling(method.billing_details, params.billing_details),
    metadata: mergeMetadata(method.metadata ?? {}, params.metadata),
    ...(bank ? { us_bank_account: { ...bank, ...params.us_bank_account } } : {}),
    ...(card
      ? {
          card: {
            ...card,
            ...printed,
            ...(preferred ? { networks: { available: card.networks?.available ?? [], preferred } } : {}),
          },
        }
      : {}),
  }
  return work.update(paymentMethods, method, change, 'payment_method.updated')
}

const listParams = { ...pageParams, type: methodType, allow_redisplay: allowRedisplay }

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
      params: createParams,
      publishable: true,
      run: (work, params) => createMethod(work, params, ''),
    }),
    operation({
      method: 'GET',
      path: '/v1/payment_methods',
      params: { ...listParams, customer: required(string()), customer_account: unmodelled() },
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
      params: updateParams,
      run: update,
    }),
    operation({
      method: 'POST',
      path: '/v1/payment_methods/:payment_method/attach',
      params: { customer: required(string()), customer_account: unmodelled() },
      run(work, { customer }, id) {
        work.need(customers, customer, 'customer')
        return attachTo(work, resolvePaymentMethod(work, id, 'payment_method', 404), customer)
      },
    }),
    operation({
      method: 'POST',
      path: '/v1/payment_methods/:payment_method/detach',
      params: {},
      run: (work, _, id) => detach(work, work.need(paymentMethods, id, 'payment_method')),
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
        work.need(customers, customer, 'customer')
        const method = work.need(paymentMethods, id, 'payment_method')
        if (idOf(method.customer) !== customer) throw missing('PaymentMethod', id, 'payment_method')
        return method
      },
    }),
  ],
}
