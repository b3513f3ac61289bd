import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { checkClientSecret } from '#server/sandbox/core/client-secret.ts'
import { createdParam, createdWithin, page, pageParams } from '#server/sandbox/core/list.ts'
import { operation, type Resource } from '#server/sandbox/core/operation.ts'
import { oneOf, string } from '#server/sandbox/core/params.ts'
import { unmodelled } from '#server/sandbox/core/unmodelled.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { refuseSessionIntent } from '#server/sandbox/resources/checkout-sessions/refuse-session-intent.ts'
import { searchOperation } from '#server/sandbox/search/search-operation.ts'
import { searchablePaymentIntents } from '#server/sandbox/search/searchables.ts'
import { cancel, intentJobs } from './cancel.ts'
import { captureParams, captureWith } from './capture.ts'
import { passedChallenges } from './challenge.ts'
import { confirmWith, createIntent } from './create-intent.ts'
import { increment, incrementParams } from './increment.ts'
import { changesIn } from './intent-changes.ts'
import { type ConfirmParams, confirmParams, createParams, updateParams } from './intent-params.ts'
import { needIntent, paymentIntents } from './payment-intent.ts'
import { updateIntent } from './update-intent.ts'

/** @throws {ApiFailure} 400 for a browser, when only the server may confirm. */
function checkConfirmer(work: Work, { id, confirmation_method: by }: Stripe.PaymentIntent): void {
  if (by !== 'manual' || work.origin.caller?.kind !== 'publishable') return
  throw invalid(
    `PaymentIntent ${id} cannot be confirmed using your publishable key because its \`confirmation_method\` is set to \`manual\`. Please use your secret key instead, or create a PaymentIntent with \`confirmation_method\` set to \`automatic\`.`,
  )
}

function confirmGiven(work: Work, params: ConfirmParams, id: string): Stripe.PaymentIntent {
  const intent = needIntent(work, id)
  checkClientSecret(work, params.client_secret, intent)
  checkConfirmer(work, intent)
  const { amount_to_confirm: expected } = params
  if (expected !== undefined && expected !== intent.amount) {
    throw invalid(
      `The \`amount_to_confirm\` parameter (${expected}) does not match the PaymentIntent's amount (${intent.amount}).`,
      { param: 'amount_to_confirm' },
    )
  }
  refuseSessionIntent(work, id, 'confirm')
  const waits = ['requires_payment_method', 'requires_confirmation', 'requires_action']
  const changes = waits.includes(intent.status) ? changesIn(work, intent, params) : {}
  return confirmWith(work, work.put(paymentIntents, { ...intent, ...changes }), params)
}

export const paymentIntentResource: Resource = {
  kinds: [paymentIntents, passedChallenges],
  jobs: intentJobs,
  operations: [
    searchOperation(paymentIntents, searchablePaymentIntents),
    operation({ method: 'POST', path: '/v1/payment_intents', params: createParams, run: createIntent }),
    operation({
      method: 'GET',
      path: '/v1/payment_intents',
      params: { ...pageParams, created: createdParam, customer: string(), customer_account: unmodelled() },
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
      publishable: true,
      run(work, { client_secret: secret }, id) {
        const intent = needIntent(work, id)
        checkClientSecret(work, secret, intent)
        return intent
      },
    }),
    operation({
      method: 'POST',
      path: '/v1/payment_intents/:intent',
      params: updateParams,
      run: updateIntent,
    }),
    operation({
      method: 'POST',
      path: '/v1/payment_intents/:intent/confirm',
      params: confirmParams,
      publishable: true,
      run: confirmGiven,
    }),
    operation({
      method: 'POST',
      path: '/v1/payment_intents/:intent/capture',
      params: captureParams,
      run: captureWith,
    }),
    operation({
      method: 'POST',
      path: '/v1/payment_intents/:intent/cancel',
      params: { cancellation_reason: oneOf('abandoned', 'duplicate', 'fraudulent', 'requested_by_customer') },
      run(work, { cancellation_reason: reason }, id) {
        refuseSessionIntent(work, id, 'cancel')
        return cancel(work, needIntent(work, id), reason)
      },
    }),
    operation({
      method: 'POST',
      path: '/v1/payment_intents/:intent/increment_authorization',
      params: incrementParams,
      run: increment,
    }),
  ],
}
