import type Stripe from 'stripe'
import { missing } from '#server/sandbox/core/api-failure.ts'
import { createdParam, createdWithin, page, pageParams } from '#server/sandbox/core/list.ts'
import { mergeMetadata, metadata } from '#server/sandbox/core/metadata.ts'
import { operation, type Resource } from '#server/sandbox/core/operation.ts'
import { boolean, integer, oneOf, string } from '#server/sandbox/core/params.ts'
import { buildShipping } from '#server/sandbox/core/shared-params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { customers } from '#server/sandbox/resources/customers/customer.ts'
import { resolvePaymentMethod } from '#server/sandbox/resources/payment-methods/payment-method.ts'
import { searchOperation } from '#server/sandbox/search/search-operation.ts'
import { searchablePaymentIntents } from '#server/sandbox/search/searchables.ts'
import { cancel, holdJobs } from './cancel.ts'
import { capture } from './capture.ts'
import { confirm } from './confirm.ts'
import {
  type ConfirmParams,
  type CreateParams,
  confirmParams,
  createParams,
  type UpdateParams,
  updateParams,
} from './intent-params.ts'
import {
  buildPaymentIntent,
  checkAmount,
  optionsWith,
  paymentIntents,
  unexpectedState,
} from './payment-intent.ts'

function needIntent(work: Work, id: string): Stripe.PaymentIntent {
  const intent = work.get(paymentIntents, id)
  if (!intent) throw missing('payment_intent', id, 'intent')
  return intent
}

/** The properties that create, update and confirm set alike; a test token becomes a payment method of its own. */
function changesIn(
  work: Work,
  given: ConfirmParams & Pick<UpdateParams, 'customer'>,
): Partial<Stripe.PaymentIntent> {
  const { shipping, payment_method: method, customer } = given
  const challenge = given.payment_method_options?.card?.request_three_d_secure
  if (customer !== undefined) work.need(customers, customer, 'customer', 400)
  const {
    capture_method,
    receipt_email,
    setup_future_usage,
    allowed_payment_method_types,
    excluded_payment_method_types,
  } = given
  return {
    ...(customer === undefined ? {} : { customer }),
    ...(challenge === undefined ? {} : { payment_method_options: optionsWith(challenge) }),
    ...(method === undefined ? {} : { payment_method: resolvePaymentMethod(work, method).id }),
    ...(shipping === undefined ? {} : { shipping: shipping && buildShipping(shipping) }),
    ...(capture_method === undefined ? {} : { capture_method }),
    ...(receipt_email === undefined ? {} : { receipt_email }),
    ...(setup_future_usage === undefined ? {} : { setup_future_usage }),
    ...(allowed_payment_method_types === undefined ? {} : { allowed_payment_method_types }),
    ...(excluded_payment_method_types === undefined ? {} : { excluded_payment_method_types }),
  }
}

function create(work: Work, params: CreateParams): Stripe.PaymentIntent {
  const { amount, currency, automatic_payment_methods: automatic } = params
  checkAmount(amount, currency)
  const {
    description,
    statement_descriptor,
    statement_descriptor_suffix,
    transfer_group,
    confirmation_method,
  } = params
  const intent = work.create(
    paymentIntents,
    buildPaymentIntent(work, {
      amount,
      currency,
      ...changesIn(work, params),
      ...(automatic ? { automatic_payment_methods: automatic } : {}),
      ...(confirmation_method ? { confirmation_method } : {}),
      description: description ?? null,
      metadata: mergeMetadata({}, params.metadata),
      statement_descriptor: statement_descriptor ?? null,
      statement_descriptor_suffix: statement_descriptor_suffix ?? null,
      transfer_group: transfer_group ?? null,
    }),
    'payment_intent.created',
  )
  return params.confirm ? confirmWith(work, intent, params) : intent
}

function confirmWith(work: Work, intent: Stripe.PaymentIntent, params: ConfirmParams): Stripe.PaymentIntent {
  return confirm(work, intent, {
    offSession: params.off_session ?? false,
    errorOnRequiresAction: params.error_on_requires_action ?? false,
    returnUrl: params.return_url,
  })
}

function update(work: Work, params: UpdateParams, id: string): Stripe.PaymentIntent {
  const intent = needIntent(work, id)
  const { amount = intent.amount, currency = intent.currency, metadata: change, description } = params
  const moneyMoved = intent.status === 'succeeded' || intent.status === 'canceled'
  if (
    moneyMoved &&
    (params.amount !== undefined || params.currency !== undefined || params.payment_method !== undefined)
  ) {
    throw unexpectedState(
      intent,
      `This PaymentIntent could not be updated because it has a status of ${intent.status}.`,
    )
  }
  if (params.amount !== undefined || params.currency !== undefined) checkAmount(amount, currency)
  const changes = changesIn(work, params)
  const waits = intent.status === 'requires_payment_method' && changes.payment_method
  return work.put(paymentIntents, {
    ...intent,
    ...changes,
    amount,
    currency,
    metadata: mergeMetadata(intent.metadata, change),
    description: description ?? intent.description,
    status: waits ? 'requires_confirmation' : intent.status,
  })
}

export const paymentIntentResource: Resource = {
  kinds: [paymentIntents],
  jobs: holdJobs,
  operations: [
    searchOperation(paymentIntents, searchablePaymentIntents),
    operation({ method: 'POST', path: '/v1/payment_intents', params: createParams, run: create }),
    operation({
      method: 'GET',
      path: '/v1/payment_intents',
      params: { ...pageParams, created: createdParam, customer: string() },
      run: (work, params) =>
        page(work, paymentIntents, params, {
          url: '/v1/payment_intents',
          by: params.customer === undefined ? undefined : ['customer', params.customer],
          keep: createdWithin(params.created),
        }),
    }),
    operation({
      method: 'GET',
      path: '/v1/payment_intents/:intent',
      params: { client_secret: string() },
      run: (work, _, id) => needIntent(work, id),
    }),
    operation({ method: 'POST', path: '/v1/payment_intents/:intent', params: updateParams, run: update }),
    operation({
      method: 'POST',
      path: '/v1/payment_intents/:intent/confirm',
      params: confirmParams,
      run(work, params, id) {
        const intent = needIntent(work, id)
        const ready = work.put(paymentIntents, { ...intent, ...changesIn(work, params) })
        return confirmWith(work, ready, params)
      },
    }),
    operation({
      method: 'POST',
      path: '/v1/payment_intents/:intent/capture',
      params: {
        amount_to_capture: integer({ min: 1 }),
        final_capture: boolean(),
        metadata: metadata(),
        statement_descriptor: string({ max: 22 }),
      },
      run(work, { amount_to_capture: amount, metadata: change }, id) {
        const intent = needIntent(work, id)
        return capture(work, { ...intent, metadata: mergeMetadata(intent.metadata, change) }, amount)
      },
    }),
    operation({
      method: 'POST',
      path: '/v1/payment_intents/:intent/cancel',
      params: { cancellation_reason: oneOf('abandoned', 'duplicate', 'fraudulent', 'requested_by_customer') },
      run: (work, { cancellation_reason: reason }, id) => cancel(work, needIntent(work, id), reason),
    }),
  ],
}
