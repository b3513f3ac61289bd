import type Stripe from 'stripe'
import { mergeMetadata } from '#server/sandbox/core/metadata.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { sharesAfter } from '#server/sandbox/resources/connect/intent-shares.ts'
import { changesIn } from './intent-changes.ts'
import type { UpdateParams } from './intent-params.ts'
import { checkAmount, needIntent, paymentIntents, unexpectedState } from './payment-intent.ts'

const changeable = ['requires_payment_method', 'requires_confirmation', 'requires_action']

/** What decides how much is taken and how: fixed as soon as the payment is under way. */
const fixedLater = [
  'amount',
  'application_fee_amount',
  'currency',
  'customer',
  'payment_method',
  'payment_method_data',
  'payment_method_options',
  'capture_method',
  'setup_future_usage',
  'allowed_payment_method_types',
  'excluded_payment_method_types',
  'transfer_data',
] as const

/** @throws {ApiFailure} 400 for a change that comes too late. */
function checkChangeable(intent: Stripe.PaymentIntent, params: UpdateParams): void {
  if (changeable.includes(intent.status)) return
  const late = fixedLater.find(name => params[name] !== undefined)
  if (late === undefined) return
  throw unexpectedState(
    intent,
    `This PaymentIntent's ${late} could not be updated because it has a status of ${intent.status}. You may only update the ${late} of a PaymentIntent with one of the following statuses: ${changeable.join(', ')}.`,
  )
}

/** Changes an intent; a new payment method waits to be confirmed, and ends a challenge of the one before. */
export function updateIntent(work: Work, params: UpdateParams, id: string): Stripe.PaymentIntent {
  const intent = needIntent(work, id)
  checkChangeable(intent, params)
  const { amount = intent.amount, currency = intent.currency } = params
  if (params.amount !== undefined || params.currency !== undefined) checkAmount(amount, currency)
  const changes = changesIn(work, intent, params)
  const waits = changes.payment_method !== undefined
  return work.put(paymentIntents, {
    ...intent,
    ...changes,
    ...sharesAfter(intent, params, amount),
    amount,
    currency,
    metadata: mergeMetadata(intent.metadata, params.metadata),
    description: params.description ?? intent.description,
    statement_descriptor: params.statement_descriptor ?? intent.statement_descriptor,
    statement_descriptor_suffix: params.statement_descriptor_suffix ?? intent.statement_descriptor_suffix,
    transfer_group: params.transfer_group ?? intent.transfer_group,
    ...(waits ? { status: 'requires_confirmation', next_action: null } : {}),
  })
}
