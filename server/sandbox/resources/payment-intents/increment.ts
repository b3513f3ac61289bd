import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import { mergeMetadata, metadata } from '#server/sandbox/core/metadata.ts'
import { integer, type Parsed, required, type ShapeOf, string } from '#server/sandbox/core/params.ts'
import { unmodelled } from '#server/sandbox/core/unmodelled.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { charges } from '#server/sandbox/resources/charges/charge.ts'
import { checkAmount, needIntent, paymentIntents, unexpectedState } from './payment-intent.ts'

export const incrementParams = {
  amount: required(integer({ min: 1 })),
  amount_details: unmodelled(),
  description: string({ max: 1000 }),
  hooks: unmodelled(),
  metadata: metadata(),
  payment_details: unmodelled(),
  statement_descriptor: string({ max: 22 }),
} satisfies ShapeOf<Stripe.PaymentIntentIncrementAuthorizationParams>

/** Holds more money on the same card, when the payment asked for that beforehand. */
export function increment(
  work: Work,
  params: Parsed<typeof incrementParams>,
  id: string,
): Stripe.PaymentIntent {
  const intent = needIntent(work, id)
  const { amount } = params
  if (intent.status !== 'requires_capture') {
    throw unexpectedState(
      intent,
      `This PaymentIntent's authorization could not be incremented because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be incremented: requires_capture.`,
    )
  }
  const charge = work.need(charges, idOf(intent.latest_charge) ?? '')
  const { card } = charge.payment_method_details ?? {}
  if (card?.incremental_authorization?.status !== 'available') {
    throw invalid(
      'This PaymentIntent is not eligible for incremental authorization. Request it by `payment_method_options[card][request_incremental_authorization]` when you confirm.',
    )
  }
  if (amount <= intent.amount) {
    throw invalid(`The amount must be greater than the amount that is authorized (${intent.amount}).`, {
      param: 'amount',
    })
  }
  checkAmount(amount, intent.currency)
  const details = { type: 'card', card: { ...card, amount_authorized: amount } }
  work.update(charges, charge, { amount, payment_method_details: details }, 'charge.updated')
  const change = {
    amount,
    amount_capturable: amount,
    metadata: mergeMetadata(intent.metadata, params.metadata),
    description: params.description ?? intent.description,
    statement_descriptor: params.statement_descriptor ?? intent.statement_descriptor,
  }
  return work.update(paymentIntents, intent, change, 'payment_intent.amount_capturable_updated')
}
