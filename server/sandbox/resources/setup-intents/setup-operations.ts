import type Stripe from 'stripe'
import { checkClientSecret } from '#server/sandbox/core/client-secret.ts'
import { createdParam, createdWithin, page, pageParams } from '#server/sandbox/core/list.ts'
import { operation, type Resource } from '#server/sandbox/core/operation.ts'
import { oneOf, required, string } from '#server/sandbox/core/params.ts'
import { unmodelled } from '#server/sandbox/core/unmodelled.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { confirmSetup } from './confirm-setup.ts'
import { changesIn, createSetupIntent, updateSetupIntent } from './edit-setup-intent.ts'
import { setupAttempts } from './setup-attempt.ts'
import { needSetupIntent, setupIntents, unexpectedSetupState } from './setup-intent.ts'
import { type ConfirmParams, confirmParams, createParams, updateParams } from './setup-params.ts'

const waiting: readonly string[] = ['requires_payment_method', 'requires_confirmation', 'requires_action']

function cancel(
  work: Work,
  id: string,
  reason: Stripe.SetupIntent.CancellationReason | undefined,
): Stripe.SetupIntent {
  const intent = needSetupIntent(work, id)
  if (!waiting.includes(intent.status)) {
    throw unexpectedSetupState(
      intent,
      `You cannot cancel this SetupIntent because it has a status of ${intent.status}. Only a SetupIntent with one of the following statuses may be canceled: ${waiting.join(', ')}.`,
    )
  }
  const canceled = work.put(setupIntents, {
    ...intent,
    status: 'canceled',
    cancellation_reason: reason ?? null,
    next_action: null,
  })
  work.emit('setup_intent.canceled', canceled)
  return canceled
}

function confirmGiven(work: Work, params: ConfirmParams, id: string): Stripe.SetupIntent {
  const intent = needSetupIntent(work, id)
  checkClientSecret(work, params.client_secret, intent)
  const changes = waiting.includes(intent.status) ? changesIn(work, intent, params) : {}
  const returnUrl = params.use_stripe_sdk ? undefined : params.return_url
  return confirmSetup(work, work.put(setupIntents, { ...intent, ...changes }), { returnUrl })
}

export const setupIntentResource: Resource = {
  kinds: [setupIntents, setupAttempts],
  operations: [
    operation({ method: 'POST', path: '/v1/setup_intents', params: createParams, run: createSetupIntent }),
    operation({
      method: 'GET',
      path: '/v1/setup_intents',
      params: {
        ...pageParams,
        attach_to_self: unmodelled(),
        created: createdParam,
        customer: string(),
        customer_account: unmodelled(),
        payment_method: string(),
      },
      run(work, params) {
        const { customer, payment_method: method } = params
        const within = createdWithin(params.created)
        const key = customer ?? method
        return page(work, setupIntents, params, {
          url: '/v1/setup_intents',
          by: key === undefined ? undefined : [customer === undefined ? 'payment_method' : 'customer', key],
          keep: intent => within(intent) && (method === undefined || intent.payment_method === method),
        })
      },
    }),
    operation({
      method: 'GET',
      path: '/v1/setup_intents/:intent',
      params: { client_secret: string() },
      publishable: true,
      run(work, { client_secret: secret }, id) {
        const intent = needSetupIntent(work, id)
        checkClientSecret(work, secret, intent)
        return intent
      },
    }),
    operation({
      method: 'POST',
      path: '/v1/setup_intents/:intent',
      params: updateParams,
      run: updateSetupIntent,
    }),
    operation({
      method: 'POST',
      path: '/v1/setup_intents/:intent/confirm',
      params: confirmParams,
      publishable: true,
      run: confirmGiven,
    }),
    operation({
      method: 'POST',
      path: '/v1/setup_intents/:intent/cancel',
      params: { cancellation_reason: oneOf('abandoned', 'duplicate', 'requested_by_customer') },
      run: (work, { cancellation_reason: reason }, id) => cancel(work, id, reason),
    }),
    operation({
      method: 'GET',
      path: '/v1/setup_attempts',
      params: { ...pageParams, created: createdParam, setup_intent: required(string()) },
      run(work, params) {
        const intent = needSetupIntent(work, params.setup_intent)
        return page(work, setupAttempts, params, {
          url: '/v1/setup_attempts',
          by: ['setup_intent', intent.id],
          keep: createdWithin(params.created),
        })
      },
    }),
  ],
}
