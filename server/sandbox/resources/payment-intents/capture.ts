import type Stripe from 'stripe'
import { invalid } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import { mergeMetadata, metadata } from '#server/sandbox/core/metadata.ts'
import { boolean, integer, nullable, type Parsed, type ShapeOf, string } from '#server/sandbox/core/params.ts'
import { unmodelled } from '#server/sandbox/core/unmodelled.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { charges, transferDataOf } from '#server/sandbox/resources/charges/charge.ts'
import { sharesAfter, shareUpdateParams } from '#server/sandbox/resources/connect/intent-shares.ts'
import { amountDetails, mergeAmountDetails, mergeReferences, paymentDetails } from './amount-details.ts'
import { checkStep, needIntent, paymentIntents, unexpectedState } from './payment-intent.ts'
import { settleCharge } from './settle-charge.ts'

export const captureParams = {
  amount_details: nullable(amountDetails),
  ...shareUpdateParams,
  amount_to_capture: integer({ min: 1 }),
  final_capture: boolean(),
  hooks: unmodelled(),
  metadata: metadata(),
  payment_details: nullable(paymentDetails),
  statement_descriptor: string({ max: 22 }),
  statement_descriptor_suffix: string({ max: 22 }),
} satisfies ShapeOf<Stripe.PaymentIntentCaptureParams>

/** @throws {ApiFailure} 400 for what cannot be captured, or not as much. */
function checkCapturable(intent: Stripe.PaymentIntent, amount: number): void {
  if (intent.status !== 'requires_capture') {
    throw unexpectedState(
      intent,
      `This PaymentIntent could not be captured because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be captured: requires_capture.`,
    )
  }
  if (amount > intent.amount_capturable) {
    throw invalid(
      `The provided capture amount (${amount}) is greater than the amount that can be captured (${intent.amount_capturable}).`,
      { code: 'amount_too_large', param: 'amount_to_capture' },
    )
  }
  checkStep(amount, intent.currency)
}

/** Takes held money, all or part; what is not taken goes back to the customer's card. */
export function capture(
  work: Work,
  intent: Stripe.PaymentIntent,
  wanted: number | undefined,
): Stripe.PaymentIntent {
  const amount = wanted ?? intent.amount_capturable
  checkCapturable(intent, amount)
  const charge = work.need(charges, idOf(intent.latest_charge) ?? '')
  const { statement_descriptor, statement_descriptor_suffix } = intent
  const captured = settleCharge(work, {
    ...charge,
    application_fee_amount: intent.application_fee_amount,
    transfer_data: transferDataOf(intent),
    captured: true,
    amount_captured: amount,
    statement_descriptor,
    statement_descriptor_suffix,
  })
  work.emit('charge.captured', captured, { captured: false, amount_captured: 0, balance_transaction: null })
  const taken = { status: 'succeeded' as const, amount_capturable: 0, amount_received: amount }
  const paid = work.put(paymentIntents, { ...intent, ...taken })
  work.emit('payment_intent.succeeded', paid)
  return paid
}

/** Captures as the request says. */
export function captureWith(
  work: Work,
  params: Parsed<typeof captureParams>,
  id: string,
): Stripe.PaymentIntent {
  const intent = needIntent(work, id)
  if (params.final_capture === false) {
    throw invalid(
      'This PaymentIntent cannot be captured more than once, so this capture has to be the final one.',
      {
        param: 'final_capture',
      },
    )
  }
  const { amount_details: amounts, payment_details: references } = params
  const described = {
    ...intent,
    ...sharesAfter(intent, params, params.amount_to_capture ?? intent.amount_capturable),
    metadata: mergeMetadata(intent.metadata, params.metadata),
    statement_descriptor: params.statement_descriptor ?? intent.statement_descriptor,
    statement_descriptor_suffix: params.statement_descriptor_suffix ?? intent.statement_descriptor_suffix,
    ...(amounts === undefined ? {} : { amount_details: mergeAmountDetails(intent.amount_details, amounts) }),
    ...(references === undefined
      ? {}
      : { payment_details: mergeReferences(intent.payment_details, references) }),
  }
  return capture(work, described, params.amount_to_capture)
}
