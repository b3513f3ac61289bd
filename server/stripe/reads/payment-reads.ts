import type Stripe from 'stripe'
import type { Page } from '#server/store/port.ts'
import { paymentOf, paymentSummaryOf } from '#server/stripe/mapping/payment.ts'
import { expanded, idOf } from '#server/stripe/mapping/stripe-object.ts'
import type { ListQuery, StripeReader } from '#server/stripe/port.ts'
import { anyChange, type CachedRead } from '#server/stripe/read-cache.ts'
import type { CallOptions, StripeCalls } from '#server/stripe/stripe-calls.ts'
import type { Payment, PaymentSummary } from '#shared/domain/payment.ts'
import { listFreshForMs, listKey, objectFreshForMs, pageOf, pageParams } from './list-page.ts'
import { disputesOfCharges, loadCharge, loadChargeObjects, loadIntentObjects } from './payment-objects.ts'

type PaymentReads = Pick<StripeReader, 'payment' | 'payments'>

export function createPaymentReads(calls: StripeCalls): PaymentReads {
  return {
    payment: (id, options = {}) =>
      calls.readOrLast(paymentRead(calls, id, { lane: options.lane, patient: options.fresh }), options),
    payments: query =>
      calls.read({
        key: listKey('payments', query),
        ids: [anyChange],
        freshForMs: listFreshForMs,
        load: () => loadPayments(calls, query),
      }),
  }
}

const paymentRead = (calls: StripeCalls, id: string, options: CallOptions): CachedRead<Payment> => ({
  key: `payment:${id}`,
  ids: [id],
  idsOf: namedIds,
  freshForMs: objectFreshForMs,
  load: () => loadPayment(calls, id, options),
})

/** A charge of an intent leads to the intent's payment. */
async function loadPayment(calls: StripeCalls, id: string, options: CallOptions): Promise<Payment> {
  const asOf = calls.clock.now()
  if (id.startsWith('pi_')) return paymentOf(await loadIntentObjects(calls, id, options), asOf)
  const charge = await loadCharge(calls, id, options)
  const intentId = idOf(charge.payment_intent)
  const objects = intentId
    ? await loadIntentObjects(calls, intentId, options)
    : await loadChargeObjects(calls, charge, options)
  return paymentOf(objects, asOf)
}

/** A change of any of these is a change of the payment. */
const namedIds = (payment: Payment): string[] =>
  [
    payment.id,
    payment.customer?.id,
    payment.invoiceId,
    payment.earlyFraudWarning?.id,
    ...payment.attempts.map(({ chargeId }) => chargeId),
    ...payment.refunds.map(({ id }) => id),
    ...payment.disputes.map(({ id }) => id),
  ].filter(id => typeof id === 'string')

async function loadPayments(
  calls: StripeCalls,
  query: ListQuery & { customer?: string | undefined },
): Promise<Page<PaymentSummary>> {
  const params = {
    ...pageParams(query),
    ...(query.customer ? { customer: query.customer } : {}),
    expand: ['data.customer', 'data.latest_charge', 'data.payment_method'],
  }
  const list = await calls.send('payment_intents', stripe => stripe.paymentIntents.list(params))
  const charges = list.data.flatMap(intent => expanded<Stripe.Charge>(intent.latest_charge) ?? [])
  const disputes = await disputesOfCharges(calls, charges, {})
  return pageOf(list, intent => {
    const charge = expanded<Stripe.Charge>(intent.latest_charge)
    return paymentSummaryOf({ intent, charge, disputes: ofCharge(disputes, charge) })
  })
}

export const ofCharge = (
  disputes: readonly Stripe.Dispute[],
  charge: Stripe.Charge | null,
): Stripe.Dispute[] => disputes.filter(dispute => idOf(dispute.charge) === charge?.id)
