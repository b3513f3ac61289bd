import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import { createdParam, createdWithin, page, pageParams } from '#server/sandbox/core/list.ts'
import { mergeMetadata, metadata } from '#server/sandbox/core/metadata.ts'
import { operation, type Resource } from '#server/sandbox/core/operation.ts'
import { currency, integer, object, oneOf, type ShapeOf, string } from '#server/sandbox/core/params.ts'
import { buildShipping, shippingParam } from '#server/sandbox/core/shared-params.ts'
import { customers } from '#server/sandbox/resources/customers/customer.ts'
import { capture } from '#server/sandbox/resources/payment-intents/capture.ts'
import { paymentIntents } from '#server/sandbox/resources/payment-intents/payment-intent.ts'
import { refunds } from '#server/sandbox/resources/refunds/refund.ts'
import { searchOperation } from '#server/sandbox/search/search-operation.ts'
import { searchableCharges } from '#server/sandbox/search/searchables.ts'
import { charges } from './charge.ts'

const listParams = {
  ...pageParams,
  created: createdParam,
  customer: string(),
  payment_intent: string(),
  transfer_group: string(),
}

const createParams = {
  amount: integer({ min: 0 }),
  currency: currency(),
  customer: string(),
  description: string(),
  metadata: metadata(),
  source: string(),
} satisfies ShapeOf<Stripe.ChargeCreateParams>

const captureParams = {
  amount: integer({ min: 1 }),
  receipt_email: string(),
  statement_descriptor: string({ max: 22 }),
  statement_descriptor_suffix: string({ max: 22 }),
} satisfies ShapeOf<Stripe.ChargeCaptureParams>

export const chargeResource: Resource = {
  kinds: [charges],
  operations: [
    searchOperation(charges, searchableCharges),
    operation({
      method: 'GET',
      path: '/v1/charges',
      params: listParams,
      run(work, params) {
        const { customer, payment_intent: intent, transfer_group: group } = params
        const within = createdWithin(params.created)
        const index = intent === undefined ? 'customer' : 'payment_intent'
        const key = intent ?? customer
        return page(work, charges, params, {
          url: '/v1/charges',
          by: key === undefined ? undefined : [index, key],
          keep: charge =>
            within(charge) &&
            (customer === undefined || charge.customer === customer) &&
            (group === undefined || charge.transfer_group === group),
        })
      },
    }),
    operation({
      method: 'GET',
      path: '/v1/charges/:charge',
      params: {},
      run: (work, _, id) => work.need(charges, id),
    }),
    operation({
      method: 'POST',
      path: '/v1/charges/:charge',
      params: {
        customer: string(),
        description: string(),
        fraud_details: object({ user_report: oneOf('fraudulent', 'safe') }),
        metadata: metadata(),
        receipt_email: string(),
        shipping: shippingParam,
        transfer_group: string(),
      },
      run(work, { metadata: change, shipping, ...plain }, id) {
        const charge = work.need(charges, id)
        if (plain.customer !== undefined) work.need(customers, plain.customer, 'customer', 400)
        const next = {
          ...plain,
          metadata: mergeMetadata(charge.metadata, change),
          ...(shipping ? { shipping: buildShipping(shipping) } : {}),
        }
        return work.update(charges, charge, next, 'charge.updated')
      },
    }),
    operation({
      method: 'POST',
      path: '/v1/charges',
      params: createParams,
      run() {
        throw invalid(
          'Creating charges with the Charges API is no longer supported. Use the Payment Intents API instead: https://docs.stripe.com/payments/payment-intents.',
        )
      },
    }),
    operation({
      method: 'POST',
      path: '/v1/charges/:charge/capture',
      params: captureParams,
      run(work, params, id) {
        const charge = work.need(charges, id)
        const intent = work.need(paymentIntents, idOf(charge.payment_intent) ?? '', 'charge')
        if (charge.captured)
          throw invalid(`Charge ${id} has already been captured.`, { code: 'charge_already_captured' })
        const { amount, statement_descriptor: descriptor, statement_descriptor_suffix: suffix } = params
        capture(
          work,
          {
            ...intent,
            statement_descriptor: descriptor ?? intent.statement_descriptor,
            statement_descriptor_suffix: suffix ?? intent.statement_descriptor_suffix,
          },
          amount,
        )
        const { receipt_email } = params
        const captured = work.need(charges, id)
        return receipt_email === undefined ? captured : work.put(charges, { ...captured, receipt_email })
      },
    }),
    operation({
      method: 'GET',
      path: '/v1/charges/:charge/refunds',
      params: pageParams,
      run(work, params, id) {
        work.need(charges, id)
        return page(work, refunds, params, { url: `/v1/charges/${id}/refunds`, by: ['charge', id] })
      },
    }),
  ],
}
