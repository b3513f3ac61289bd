import type Stripe from 'stripe'
import { ApiFailure, invalid, missing } from '#server/sandbox/core/api-failure.ts'
import { idOf } from '#server/sandbox/core/kind.ts'
import { mergeMetadata, metadata } from '#server/sandbox/core/metadata.ts'
import {
  boolean,
  currency,
  integer,
  oneOf,
  type Parsed,
  type ShapeOf,
  string,
} from '#server/sandbox/core/params.ts'
import type { Work } from '#server/sandbox/core/work.ts'
import { charges } from '#server/sandbox/resources/charges/charge.ts'
import { checkShares, shareRefund } from '#server/sandbox/resources/connect/share-refund.ts'
import { disputes } from '#server/sandbox/resources/disputes/dispute.ts'
import { checkStep, paymentIntents } from '#server/sandbox/resources/payment-intents/payment-intent.ts'
import { formatMoney } from '#shared/domain/money.ts'
import { bookRefund } from './book-refund.ts'

export const createParams = {
  amount: integer({ min: 1 }),
  charge: string(),
  currency: currency(),
  customer: string(),
  instructions_email: string(),
  metadata: metadata(),
  origin: oneOf('customer_balance'),
  payment_intent: string(),
  reason: oneOf('duplicate', 'fraudulent', 'requested_by_customer'),
  refund_application_fee: boolean(),
  reverse_transfer: boolean(),
} satisfies ShapeOf<Stripe.RefundCreateParams>
type Params = Parsed<typeof createParams>

function chargeOfIntent(work: Work, id: string): Stripe.Charge {
  const intent = work.get(paymentIntents, id)
  if (!intent) throw missing('payment_intent', id, 'payment_intent')
  const charge = work.get(charges, idOf(intent.latest_charge) ?? '')
  if (charge?.status === 'succeeded') return charge
  throw invalid(`This PaymentIntent (${id}) does not have a successful charge to refund.`, {
    param: 'payment_intent',
  })
}

/** The charge that the money goes back on. @throws {ApiFailure} when none is named, or none can be refunded. */
function chargeToRefund(work: Work, { charge: id, payment_intent: intentId }: Params): Stripe.Charge {
  if (intentId !== undefined) {
    const charge = chargeOfIntent(work, intentId)
    if (id === undefined || id === charge.id) return charge
    throw invalid(`The charge ${id} does not belong to the PaymentIntent ${intentId}.`, { param: 'charge' })
  }
  if (id !== undefined) return work.need(charges, id, 'charge')
  throw new ApiFailure(
    400,
    {
      type: 'invalid_request_error',
      message: 'One of the following params should be provided for this request: payment_intent or charge.',
    },
    { unsaved: true },
  )
}

/** @throws {ApiFailure} 400 with Stripe's own refusal for a charge that gives nothing back. */
function checkRefundable(work: Work, charge: Stripe.Charge): void {
  const { id } = charge
  if (charge.status !== 'succeeded') {
    throw invalid(`Charge ${id} has not succeeded and cannot be refunded.`, { param: 'charge' })
  }
  if (!charge.captured && !charge.refunded) {
    throw invalid(
      `This Charge (${id}) is uncaptured. To release the hold on the customer's funds, cancel its PaymentIntent (${idOf(charge.payment_intent)}) instead of refunding it.`,
    )
  }
  if (charge.refunded) {
    throw invalid(`Charge ${id} has already been refunded.`, { code: 'charge_already_refunded' })
  }
  if (work.by(disputes, 'charge', id).some(dispute => !dispute.is_charge_refundable)) {
    throw invalid(`Charge ${id} has been charged back; cannot issue a refund.`, { code: 'charge_disputed' })
  }
}

/** @throws {ApiFailure} 400 for money that would come from a customer's cash balance: nobody has one here. */
function refuseCashBalance({ origin, customer }: Params): void {
  if (origin === undefined) return
  throw invalid(
    `The customer${customer === undefined ? '' : ` ${customer}`} does not have enough cash balance to refund.`,
    { param: 'origin' },
  )
}

/** Gives money back. @throws {ApiFailure} with each refusal that Stripe has for it. */
export function createRefund(work: Work, params: Params): Stripe.Refund {
  refuseCashBalance(params)
  const charge = chargeToRefund(work, params)
  checkRefundable(work, charge)
  const left = charge.amount_captured - charge.amount_refunded
  const amount = params.amount ?? left
  const { currency: unit } = charge
  if (params.currency !== undefined && params.currency !== unit) {
    throw invalid(`The currency provided (${params.currency}) does not match that of the charge (${unit}).`, {
      param: 'currency',
    })
  }
  if (amount > left) {
    throw invalid(
      `Refund amount (${formatMoney({ amount, currency: unit })}) is greater than unrefunded amount on charge (${formatMoney({ amount: left, currency: unit })})`,
      { param: 'amount' },
    )
  }
  checkStep(amount, unit)
  checkShares(work, charge, params)
  if (params.reason === 'fraudulent') {
    work.put(charges, { ...charge, fraud_details: { ...charge.fraud_details, user_report: 'fraudulent' } })
  }
  const refund = bookRefund(work, work.need(charges, charge.id), {
    amount,
    reason: params.reason,
    metadata: mergeMetadata({}, params.metadata),
    instructionsEmail: params.instructions_email,
  })
  return shareRefund(work, refund, charge, params)
}
