import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { mergeMetadata } from '#server/sandbox/core/metadata.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { sharesOf } from '#server/sandbox/resources/connect/intent-shares.ts'
import { typesFor } from './allowed-types.ts'
import { confirm } from './confirm.ts'
import { changesIn } from './intent-changes.ts'
import type { ConfirmParams, CreateParams } from './intent-params.ts'
import { buildPaymentIntent, checkAmount, paymentIntents } from './payment-intent.ts'

const onlyWhenConfirming = [
  'error_on_requires_action',
  'mandate_data',
  'off_session',
  'return_url',
  'use_stripe_sdk',
] as const

/** @throws {ApiFailure} 400 for a parameter that only means something while confirming. */
function checkConfirming(params: CreateParams): void {
  if (params.confirm) return
  const stray = onlyWhenConfirming.find(name => params[name] !== undefined && params[name] !== null)
  if (stray === undefined) return
  throw invalid(
    `The parameter \`${stray}\` cannot be passed when creating a PaymentIntent unless \`confirm\` is set to true.`,
    { param: stray },
  )
}

/** Makes a payment intent and, if told, confirms it at once. */
export function createIntent(work: Work, params: CreateParams): Stripe.PaymentIntent {
  const { amount, currency, automatic_payment_methods: automatic, confirmation_method } = params
  checkAmount(amount, currency)
  checkConfirming(params)
  const blank = buildPaymentIntent(work, {
    amount,
    currency,
    payment_method_types: typesFor(currency, null, null),
    ...(automatic ? { automatic_payment_methods: { allow_redirects: 'always', ...automatic } } : {}),
    ...(confirmation_method ? { confirmation_method } : {}),
    ...sharesOf(work, params, amount),
    description: params.description ?? null,
    metadata: mergeMetadata({}, params.metadata),
    statement_descriptor: params.statement_descriptor ?? null,
    statement_descriptor_suffix: params.statement_descriptor_suffix ?? null,
    transfer_group: params.transfer_group ?? null,
  })
  const changes = changesIn(work, blank, params)
  const status = changes.payment_method ? 'requires_confirmation' : 'requires_payment_method'
  const intent = work.create(paymentIntents, { ...blank, ...changes, status }, 'payment_intent.created')
  return params.confirm ? confirmWith(work, intent, params) : intent
}

/** Confirms as the request says. */
export function confirmWith(
  work: Work,
  intent: Stripe.PaymentIntent,
  params: Pick<ConfirmParams, 'off_session' | 'error_on_requires_action' | 'return_url' | 'use_stripe_sdk'>,
): Stripe.PaymentIntent {
  const { off_session: off } = params
  return confirm(work, intent, {
    offSession: off !== undefined && off !== 'false',
    errorOnRequiresAction: params.error_on_requires_action ?? false,
    returnUrl: params.use_stripe_sdk ? undefined : params.return_url,
  })
}
